-- What entries are sorted, searched and compared by follows numbered rules. A job renews the rows
-- that were written by earlier ones: that changes the sort key, and is no move.
ALTER TABLE "signature" ADD COLUMN "listing_rule" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "signature_listing_rule_idx" ON "signature"("id") WHERE listing_rule < 1;

DROP TRIGGER signature_moves_by_name ON signature;
CREATE TRIGGER signature_moves_by_name BEFORE UPDATE OF state, hidden_at, proposed_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature FOR EACH ROW
WHEN (NEW.move_no IS NOT DISTINCT FROM OLD.move_no AND (
  NEW.state IS DISTINCT FROM OLD.state OR NEW.hidden_at IS DISTINCT FROM OLD.hidden_at
  OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at OR NEW.visibility IS DISTINCT FROM OLD.visibility
  OR NEW.name IS DISTINCT FROM OLD.name OR NEW.title IS DISTINCT FROM OLD.title
  OR (NEW.sort_key IS DISTINCT FROM OLD.sort_key AND NEW.listing_rule <= OLD.listing_rule)
  OR NEW.affiliation IS DISTINCT FROM OLD.affiliation OR NEW.website IS DISTINCT FROM OLD.website
  OR NEW.country IS DISTINCT FROM OLD.country OR NEW.capacity IS DISTINCT FROM OLD.capacity
  OR NEW.letter_version_id IS DISTINCT FROM OLD.letter_version_id
))
EXECUTE FUNCTION refuse_nameless_change();
