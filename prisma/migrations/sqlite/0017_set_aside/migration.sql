-- A moderator can set an entry aside until a date: it leaves the queue, and comes back by itself.

ALTER TABLE "signature" ADD COLUMN "later_until" DATETIME;
CREATE INDEX "signature_later_idx" ON "signature"("letter_id", "later_until") WHERE later_until IS NOT NULL;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('set-aside', 'pending', 'pending', 'set-aside', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('take-up', 'pending', 'pending', 'taken-up', NULL, FALSE, NULL, NULL, FALSE, FALSE);

DROP TRIGGER signature_moves_by_name;

CREATE TRIGGER signature_moves_by_name
BEFORE UPDATE OF state, hidden_at, proposed_at, later_until, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN NEW.move_no IS OLD.move_no AND (
  NEW.state IS NOT OLD.state OR NEW.hidden_at IS NOT OLD.hidden_at
  OR NEW.later_until IS NOT OLD.later_until
  OR NEW.proposed_at IS NOT OLD.proposed_at OR NEW.visibility IS NOT OLD.visibility
  OR NEW.name IS NOT OLD.name OR NEW.title IS NOT OLD.title
  OR (NEW.sort_key IS NOT OLD.sort_key AND NEW.listing_rule <= OLD.listing_rule)
  OR NEW.affiliation IS NOT OLD.affiliation OR NEW.website IS NOT OLD.website
  OR NEW.country IS NOT OLD.country OR NEW.capacity IS NOT OLD.capacity
  OR NEW.letter_version_id IS NOT OLD.letter_version_id
)
BEGIN
  SELECT RAISE(ABORT, 'a change without a named move');
END;
