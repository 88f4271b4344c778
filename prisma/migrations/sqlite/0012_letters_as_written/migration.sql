-- A letter names its author, is summed up for those who see a link to it, and closes at a moment of its
-- own time zone. All that is on its page, as its tags are now.

ALTER TABLE "letter" ADD COLUMN "author" TEXT;
ALTER TABLE "letter" ADD COLUMN "summary" TEXT;
ALTER TABLE "letter" ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'UTC';

DROP TRIGGER letter_changed;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags, current_version_id
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
