-- Where a signatory came from is stored with the entry, and erased with it: the trigger that sees to
-- that asks for one column more.
ALTER TABLE "signature" ADD COLUMN "source" TEXT;

-- The entries of what may be one mailbox are found by it, at a million as at a thousand.
CREATE INDEX "signature_mailbox_idx" ON "signature"("letter_id", "address_limit_key", "state", "address_key");

DROP TRIGGER signature_moved;

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON signature
BEGIN
  SELECT RAISE(ABORT, 'no such move from here')
  WHERE NEW.move_no IS NOT OLD.move_no + 1 OR NOT EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
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
  UPDATE second_confirmation SET email = NULL
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
END;
