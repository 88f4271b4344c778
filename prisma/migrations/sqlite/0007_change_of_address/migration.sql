-- A signature can move to another address: whoever gets the mail there is asked by a question of kind
-- address, and the former address is told. It is kept with the question until that mail has left, and
-- goes with the entry's address, whatever erases that.

ALTER TABLE "question" ADD COLUMN "contact_name" TEXT;
ALTER TABLE "question" ADD COLUMN "contact_role" TEXT;
ALTER TABLE "question" ADD COLUMN "former_email" TEXT;

-- One is open at a time, and the address that the entry has is told at once.

CREATE TRIGGER address_asked AFTER INSERT ON question
WHEN NEW.kind = 'address'
BEGIN
  UPDATE question SET
    answer = 'replaced', answered_at = NEW.asked_at,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.signature_id AND kind = 'address' AND id <> NEW.id AND answer IS NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'address-asked', id, letter_id, NEW.asked_at, NEW.asked_at
  FROM signature WHERE id = NEW.signature_id AND email IS NOT NULL;
END;

CREATE TRIGGER address_refused AFTER UPDATE OF answer ON question
WHEN NEW.kind = 'address' AND OLD.answer IS NULL AND NEW.answer IN ('refused', 'cancelled')
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT
    NEW.letter_id, NEW.signature_id, 'address-' || NEW.answer, state, NEW.answered_at,
    iif(NEW.answer = 'cancelled', 'signatory', 'new-address')
  FROM signature WHERE id = NEW.signature_id;
END;

-- The move goes to where an open question was mailed, and nowhere else; the same ciphertext says so.

CREATE TRIGGER signature_readdressed AFTER UPDATE OF move_no ON signature
WHEN NEW.move = 'change-address'
BEGIN
  SELECT RAISE(ABORT, 'nobody is asked at this address')
  WHERE NOT EXISTS (
    SELECT 1 FROM question
    WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NULL AND email = NEW.email
  );
  UPDATE question SET
    answer = 'confirmed', answered_at = NEW.moved_at, former_email = OLD.email,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NULL AND email = NEW.email;
END;

CREATE TRIGGER address_told AFTER UPDATE OF state ON outbox
WHEN NEW.kind = 'address-changed' AND (
  NEW.state IN ('sent', 'parked') OR (NEW.state = 'dropped' AND NEW.dropped_by IS NULL)
)
BEGIN
  UPDATE question SET former_email = NULL
  WHERE signature_id = NEW.signature_id AND kind = 'address' AND answered_at = NEW.created_at;
END;

CREATE TRIGGER address_erased AFTER UPDATE OF email ON signature
WHEN NEW.email IS NULL AND OLD.email IS NOT NULL
BEGIN
  UPDATE question SET email = NULL, contact_name = NULL, contact_role = NULL, former_email = NULL
  WHERE signature_id = NEW.id AND kind = 'address';
END;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('change-address', 'pending', 'pending', 'address-changed', 'address-changed', FALSE, NULL, NULL, FALSE, FALSE),
  ('change-address', 'published', 'published', 'address-changed', 'address-changed', FALSE, NULL, NULL, FALSE, FALSE);
