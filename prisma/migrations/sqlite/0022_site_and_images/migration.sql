-- The public pages carry the name, logo and colour of whoever runs the site, and a letter those of its
-- publisher. Uploaded images are kept in the database, so that copies and backups hold them.

CREATE TABLE "site" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "colour" TEXT,
  "logo" TEXT,
  "icon" TEXT,
  "touch_icon" TEXT,
  "has_own_icon" BOOLEAN NOT NULL DEFAULT false,
  "imprint_text" TEXT,
  "imprint_url" TEXT,
  "privacy_text" TEXT,
  "privacy_url" TEXT,
  "about" TEXT,
  "revision" INTEGER NOT NULL,
  "updated_at" DATETIME NOT NULL
);

CREATE TABLE "image" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "bytes" TEXT NOT NULL,
  "created_at" DATETIME NOT NULL
);

ALTER TABLE "letter" ADD COLUMN "publisher_url" TEXT;
ALTER TABLE "letter" ADD COLUMN "colour" TEXT;
ALTER TABLE "letter" ADD COLUMN "logo" TEXT;
ALTER TABLE "letter" ADD COLUMN "header_image" TEXT;
ALTER TABLE "letter" ADD COLUMN "header_image_small" TEXT;
ALTER TABLE "letter" ADD COLUMN "header_alt" TEXT;
ALTER TABLE "letter" ADD COLUMN "sender_name" TEXT;

DROP TRIGGER letter_changed;
CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags,
  contact_months, rejected_months, current_version_id, publisher_url, colour, logo, header_image,
  header_image_small, header_alt
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
