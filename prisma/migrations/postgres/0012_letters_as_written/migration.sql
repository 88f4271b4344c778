-- A letter names its author, is summed up for those who see a link to it, and closes at a moment of its
-- own time zone. All that is on its page, as its tags are now.

ALTER TABLE "letter" ADD COLUMN "author" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "summary" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "time_zone" TEXT COLLATE "C" NOT NULL DEFAULT 'UTC';

DROP TRIGGER letter_changed ON letter;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags, current_version_id
ON letter FOR EACH ROW EXECUTE FUNCTION raise_revision();
