-- Addresses and contact persons have a time of their own, and so has what was rejected or taken out as
-- fraud. Whoever types an address that was erased is mailed there: it is kept until that mail has left.
-- An entry that is erased makes no move.

ALTER TABLE "letter" ADD COLUMN "contact_months" INTEGER NOT NULL DEFAULT 6;
ALTER TABLE "letter" ADD COLUMN "rejected_months" INTEGER NOT NULL DEFAULT 3;
ALTER TABLE "signature" ADD COLUMN "contacts_gone_at" TIMESTAMP(3);

CREATE INDEX "signature_contacts_idx" ON "signature"("letter_id", "signed_at", "id") WHERE email IS NOT NULL OR contact_name IS NOT NULL OR contact_role IS NOT NULL;
CREATE INDEX "signature_refused_idx" ON "signature"("letter_id", "id") WHERE name <> '' AND (state = 'rejected' OR state = 'invalidated');

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('forget-contacts', 'held', 'held', 'contacts-erased', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('forget-contacts', 'unverified', 'unverified', 'contacts-erased', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('forget-contacts', 'pending', 'pending', 'contacts-erased', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('forget-contacts', 'published', 'published', 'contacts-erased', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('forget-contacts', 'rejected', 'rejected', 'contacts-erased', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('forget-contacts', 'invalidated', 'invalidated', 'contacts-erased', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('forget-entry', 'rejected', 'rejected', 'erased', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('forget-entry', 'invalidated', 'invalidated', 'erased', NULL, FALSE, 'all', NULL, TRUE, FALSE);

CREATE OR REPLACE FUNCTION note_erasure()
 RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, NEW.state, NEW.moved_at
  WHERE NEW.state IN ('withdrawn', 'refused', 'takendown')
    OR OLD.state IN ('withdrawn', 'refused', 'takendown');
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, event, NEW.moved_at FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND name IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news',
      'forget-contacts', 'forget-entry');
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, NEW.visibility, NEW.moved_at
  WHERE OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION move_signature()
 RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state;
  IF NOT FOUND OR NEW.move_no IS DISTINCT FROM OLD.move_no + 1 THEN
    RAISE EXCEPTION 'no such move from here';
  END IF;
  IF OLD.name = '' THEN
    RAISE EXCEPTION 'an erased entry makes no move';
  END IF;
  IF rule.erases AND (
    NEW.name <> '' OR NEW.sort_name IS NOT NULL OR NEW.sort_key <> '' OR NEW.title IS NOT NULL
    OR NEW.affiliation IS NOT NULL OR NEW.website IS NOT NULL OR NEW.country <> 'ZZ'
    OR NEW.contact_name IS NOT NULL OR NEW.contact_role IS NOT NULL OR NEW.updates
    OR NEW.email IS NOT NULL OR NEW.address_key IS NOT NULL OR NEW.address_limit_key IS NOT NULL
    OR NEW.domain_key IS NOT NULL OR NEW.client_key IS NOT NULL OR NEW.network_key IS NOT NULL
    OR NEW.name_key <> '' OR NEW.lookalike_key <> '' OR NEW.signals <> ''
    OR NEW.word_bits <> 0
    OR NEW.search_words <> '[]' OR NEW.proposal IS NOT NULL OR NEW.proposed_at IS NOT NULL
    OR NEW.verified_how IS NOT NULL OR NEW.verified_how_at IS NOT NULL
    OR NEW.source IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'this move erases';
  END IF;
  IF rule.event IS NOT NULL THEN
    INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
    VALUES (NEW.letter_id, NEW.id, NEW.move, rule.event, OLD.state, NEW.moved_at, NEW.moved_by, NEW.move_reason);
  END IF;
  IF rule.drops IS NOT NULL THEN
    UPDATE outbox SET state = 'dropped', dropped_by = NEW.move
    WHERE signature_id = NEW.id AND state = 'due' AND (
      rule.drops = 'all'
      OR kind IN (SELECT decision.mail FROM move_rule AS decision WHERE decision.is_decision)
    );
  END IF;
  IF rule.returns IS NOT NULL THEN
    UPDATE outbox SET state = 'due', dropped_by = NULL
    WHERE signature_id = NEW.id AND state = 'dropped' AND dropped_by = rule.returns;
  END IF;
  IF rule.mail IS NOT NULL AND NEW.email IS NOT NULL
    AND (NOT rule.is_decision OR (NEW.verified_at IS NOT NULL AND NOT NEW.silent)) THEN
    INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
    VALUES (rule.mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at);
  END IF;
  IF rule.remembers AND OLD.entry_key <> NEW.entry_key THEN
    INSERT INTO former_entry (letter_id, entry_key) VALUES (OLD.letter_id, OLD.entry_key)
    ON CONFLICT DO NOTHING;
  END IF;
  IF rule.erases THEN
    DELETE FROM signature_note WHERE signature_id = NEW.id;
    UPDATE question SET email = NULL WHERE signature_id = NEW.id;
  END IF;
  IF NEW.move = 'reaffirm' THEN
    UPDATE question SET answer = 'confirmed', answered_at = NEW.moved_at
    WHERE signature_id = NEW.id AND kind = 'reaffirm' AND about = NEW.text_number
      AND answer IS NULL;
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER signature_erased ON signature;
CREATE TRIGGER signature_erased AFTER UPDATE OF move_no ON signature FOR EACH ROW
WHEN (
  NEW.state IN ('withdrawn', 'refused', 'takendown')
  OR OLD.state IN ('withdrawn', 'refused', 'takendown')
  OR NEW.move IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news',
    'forget-contacts', 'forget-entry')
  OR (OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility)
)
EXECUTE FUNCTION note_erasure();

DROP TRIGGER letter_changed ON letter;
CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification,
  affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags,
  contact_months, rejected_months, current_version_id
ON letter FOR EACH ROW EXECUTE FUNCTION raise_revision();

DROP TRIGGER address_told ON outbox;
DROP FUNCTION tell_address();

CREATE FUNCTION end_with_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'address-changed'
    AND (NEW.state IN ('sent', 'parked') OR (NEW.state = 'dropped' AND NEW.dropped_by IS NULL)) THEN
    UPDATE question SET former_email = NULL
    WHERE signature_id = NEW.signature_id AND kind = 'address' AND answered_at = NEW.created_at;
  END IF;
  UPDATE signature SET email = NULL
  WHERE id = NEW.signature_id AND contacts_gone_at IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = NEW.signature_id AND state = 'due');
  IF FOUND THEN
    INSERT INTO erasure (signature_id, code, at)
    VALUES (NEW.signature_id, 'contacts-erased', coalesce(NEW.sent_at, NEW.created_at));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER mail_left AFTER UPDATE OF state ON outbox FOR EACH ROW
WHEN (NEW.state <> 'due' AND NEW.signature_id IS NOT NULL)
EXECUTE FUNCTION end_with_mail();
