-- A signature can move to another address: whoever gets the mail there is asked by a question of kind
-- address, and the former address is told. It is kept with the question until that mail has left, and
-- goes with the entry's address, whatever erases that.

ALTER TABLE "question" ADD COLUMN "contact_name" TEXT COLLATE "C";
ALTER TABLE "question" ADD COLUMN "contact_role" TEXT COLLATE "C";
ALTER TABLE "question" ADD COLUMN "former_email" TEXT COLLATE "C";

-- One is open at a time, and the address that the entry has is told at once.

CREATE FUNCTION ask_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET
    answer = 'replaced', answered_at = NEW.asked_at,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.signature_id AND kind = 'address' AND id <> NEW.id AND answer IS NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'address-asked', id, letter_id, NEW.asked_at, NEW.asked_at
  FROM signature WHERE id = NEW.signature_id AND email IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER address_asked AFTER INSERT ON question FOR EACH ROW
WHEN (NEW.kind = 'address') EXECUTE FUNCTION ask_address();

CREATE FUNCTION refuse_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT
    NEW.letter_id, NEW.signature_id, 'address-' || NEW.answer, state, NEW.answered_at,
    CASE NEW.answer WHEN 'cancelled' THEN 'signatory' ELSE 'new-address' END
  FROM signature WHERE id = NEW.signature_id;
  RETURN NULL;
END $$;

CREATE TRIGGER address_refused AFTER UPDATE OF answer ON question FOR EACH ROW
WHEN (NEW.kind = 'address' AND OLD.answer IS NULL AND NEW.answer IN ('refused', 'cancelled'))
EXECUTE FUNCTION refuse_address();

-- The move goes to where an open question was mailed, and nowhere else; the same ciphertext says so.
-- A question that ended while the statement ran is no mistake of anybody: with this code, which is
-- that of two statements in each other's way, the statement is tried again and moves nothing.

CREATE FUNCTION readdress_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET
    answer = 'confirmed', answered_at = NEW.moved_at, former_email = OLD.email,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NULL AND email = NEW.email;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  IF EXISTS (
    SELECT 1 FROM question
    WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the question has ended' USING ERRCODE = 'serialization_failure';
  END IF;
  RAISE EXCEPTION 'nobody is asked at this address';
END $$;

CREATE TRIGGER signature_readdressed AFTER UPDATE OF move_no ON signature FOR EACH ROW
WHEN (NEW.move = 'change-address') EXECUTE FUNCTION readdress_signature();

CREATE FUNCTION tell_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET former_email = NULL
  WHERE signature_id = NEW.signature_id AND kind = 'address' AND answered_at = NEW.created_at;
  RETURN NULL;
END $$;

CREATE TRIGGER address_told AFTER UPDATE OF state ON outbox FOR EACH ROW
WHEN (
  NEW.kind = 'address-changed' AND (
    NEW.state IN ('sent', 'parked') OR (NEW.state = 'dropped' AND NEW.dropped_by IS NULL)
  )
)
EXECUTE FUNCTION tell_address();

CREATE FUNCTION erase_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET email = NULL, contact_name = NULL, contact_role = NULL, former_email = NULL
  WHERE signature_id = NEW.id AND kind = 'address';
  RETURN NULL;
END $$;

CREATE TRIGGER address_erased AFTER UPDATE OF email ON signature FOR EACH ROW
WHEN (NEW.email IS NULL AND OLD.email IS NOT NULL) EXECUTE FUNCTION erase_address();

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('change-address', 'pending', 'pending', 'address-changed', 'address-changed', FALSE, NULL, NULL, FALSE, FALSE),
  ('change-address', 'published', 'published', 'address-changed', 'address-changed', FALSE, NULL, NULL, FALSE, FALSE);
