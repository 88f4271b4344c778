-- Where a signatory came from is stored with the entry, and erased with it: the trigger that sees to
-- that asks for one column more.
ALTER TABLE "signature" ADD COLUMN "source" TEXT COLLATE "C";

-- The entries of what may be one mailbox are found by it, at a million as at a thousand.
CREATE INDEX "signature_mailbox_idx" ON "signature"("letter_id", "address_limit_key", "state", "address_key");

CREATE OR REPLACE FUNCTION move_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state;
  IF NOT FOUND OR NEW.move_no IS DISTINCT FROM OLD.move_no + 1 THEN
    RAISE EXCEPTION 'no such move from here';
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
    UPDATE second_confirmation SET email = NULL WHERE signature_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
