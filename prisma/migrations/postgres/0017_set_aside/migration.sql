-- A moderator can set an entry aside until a date: it leaves the queue, and comes back by itself.

ALTER TABLE "signature" ADD COLUMN "later_until" TIMESTAMP(3);
CREATE INDEX "signature_later_idx" ON "signature"("letter_id", "later_until") WHERE later_until IS NOT NULL;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('set-aside', 'pending', 'pending', 'set-aside', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('take-up', 'pending', 'pending', 'taken-up', NULL, FALSE, NULL, NULL, FALSE, FALSE);

DROP TRIGGER signature_moves_by_name ON signature;
CREATE TRIGGER signature_moves_by_name BEFORE UPDATE OF state, hidden_at, proposed_at, later_until, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature FOR EACH ROW
WHEN (NEW.move_no IS NOT DISTINCT FROM OLD.move_no AND (
  NEW.state IS DISTINCT FROM OLD.state OR NEW.hidden_at IS DISTINCT FROM OLD.hidden_at
  OR NEW.later_until IS DISTINCT FROM OLD.later_until
  OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at OR NEW.visibility IS DISTINCT FROM OLD.visibility
  OR NEW.name IS DISTINCT FROM OLD.name OR NEW.title IS DISTINCT FROM OLD.title
  OR (NEW.sort_key IS DISTINCT FROM OLD.sort_key AND NEW.listing_rule <= OLD.listing_rule)
  OR NEW.affiliation IS DISTINCT FROM OLD.affiliation OR NEW.website IS DISTINCT FROM OLD.website
  OR NEW.country IS DISTINCT FROM OLD.country OR NEW.capacity IS DISTINCT FROM OLD.capacity
  OR NEW.letter_version_id IS DISTINCT FROM OLD.letter_version_id
))
EXECUTE FUNCTION refuse_nameless_change();
