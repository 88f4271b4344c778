-- Addresses and contact persons have a time of their own, and so has what was rejected or taken out as
-- fraud. Whoever types an address that was erased is mailed there: it is kept until that mail has left.
-- An entry that is erased makes no move.

ALTER TABLE "letter" ADD COLUMN "contact_months" INTEGER NOT NULL DEFAULT 6;
ALTER TABLE "letter" ADD COLUMN "rejected_months" INTEGER NOT NULL DEFAULT 3;
ALTER TABLE "signature" ADD COLUMN "contacts_gone_at" DATETIME;

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

DROP TRIGGER signature_erased;
DROP TRIGGER signature_moved;
DROP TRIGGER letter_changed;
DROP TRIGGER address_told;

CREATE TRIGGER signature_erased AFTER UPDATE OF move_no ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown')
  OR OLD.state IN ('withdrawn', 'refused', 'takendown')
  OR NEW.move IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news',
    'forget-contacts', 'forget-entry')
  OR (OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility)
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
END;

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON signature
BEGIN
  SELECT RAISE(ABORT, 'no such move from here')
  WHERE NEW.move_no IS NOT OLD.move_no + 1 OR NOT EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  SELECT RAISE(ABORT, 'an erased entry makes no move') WHERE OLD.name = '';
  SELECT RAISE(ABORT, 'this move erases')
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
    AND (
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
    );
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.move, event, OLD.state, NEW.moved_at, NEW.moved_by,
    NEW.move_reason
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND event IS NOT NULL;
  UPDATE outbox SET state = 'dropped', dropped_by = NEW.move
  WHERE signature_id = NEW.id AND state = 'due' AND EXISTS (
    SELECT 1 FROM move_rule AS rule
    WHERE rule.name = NEW.move AND rule.from_state = OLD.state AND rule.to_state = NEW.state
      AND (
        rule.drops = 'all'
        OR rule.drops = 'decision'
        AND outbox.kind IN (SELECT decision.mail FROM move_rule AS decision WHERE decision.is_decision)
      )
  );
  UPDATE outbox SET state = 'due', dropped_by = NULL
  WHERE signature_id = NEW.id AND state = 'dropped' AND dropped_by = (
    SELECT returns FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND mail IS NOT NULL AND NEW.email IS NOT NULL
    AND (NOT is_decision OR (NEW.verified_at IS NOT NULL AND NOT NEW.silent));
  INSERT OR IGNORE INTO former_entry (letter_id, entry_key)
  SELECT OLD.letter_id, OLD.entry_key FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND remembers AND OLD.entry_key <> NEW.entry_key;
  DELETE FROM signature_note
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
  UPDATE question SET email = NULL
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
  UPDATE question SET answer = 'confirmed', answered_at = NEW.moved_at
  WHERE NEW.move = 'reaffirm' AND signature_id = NEW.id AND kind = 'reaffirm' AND answer IS NULL
    AND about = (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id);
END;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags,
  contact_months, rejected_months, current_version_id
ON letter
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    (organisations, individuals, anonymous) = (
      SELECT
        coalesce(sum(version.organisations), 0), coalesce(sum(version.individuals), 0),
        coalesce(sum(version.anonymous), 0)
      FROM letter_version AS version
      WHERE version.letter_id = letter.id AND version.text_number = (
        SELECT text_number FROM letter_version AS shown WHERE shown.id = letter.current_version_id
      )
    )
  WHERE id = NEW.id;
  UPDATE letter_version SET public_since = NEW.updated_at
  WHERE id = NEW.current_version_id AND public_since IS NULL AND NEW.state <> 'draft';
END;

CREATE TRIGGER mail_left AFTER UPDATE OF state ON outbox
WHEN NEW.state <> 'due' AND NEW.signature_id IS NOT NULL
BEGIN
  UPDATE question SET former_email = NULL
  WHERE NEW.kind = 'address-changed'
    AND (NEW.state IN ('sent', 'parked') OR (NEW.state = 'dropped' AND NEW.dropped_by IS NULL))
    AND signature_id = NEW.signature_id AND kind = 'address' AND answered_at = NEW.created_at;
  INSERT INTO erasure (signature_id, code, at)
  SELECT id, 'contacts-erased', coalesce(NEW.sent_at, NEW.created_at) FROM signature
  WHERE id = NEW.signature_id AND contacts_gone_at IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = NEW.signature_id AND state = 'due');
  UPDATE signature SET email = NULL
  WHERE id = NEW.signature_id AND contacts_gone_at IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = NEW.signature_id AND state = 'due');
END;
