-- What entries are sorted, searched and compared by follows numbered rules. A job renews the rows
-- that were written by earlier ones: that changes the sort key, and is no move.
ALTER TABLE "signature" ADD COLUMN "listing_rule" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "signature_listing_rule_idx" ON "signature"("id") WHERE listing_rule < 1;

DROP TRIGGER signature_moves_by_name;
CREATE TRIGGER signature_moves_by_name
BEFORE UPDATE OF state, hidden_at, proposed_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN NEW.move_no IS OLD.move_no AND (
  NEW.state IS NOT OLD.state OR NEW.hidden_at IS NOT OLD.hidden_at
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
