-- The public pages carry the name, logo and colour of whoever runs the site, and a letter those of its
-- publisher. Uploaded images are kept in the database, so that copies and backups hold them.

CREATE TABLE "site" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C",
  "colour" TEXT COLLATE "C",
  "logo" TEXT COLLATE "C",
  "icon" TEXT COLLATE "C",
  "touch_icon" TEXT COLLATE "C",
  "has_own_icon" BOOLEAN NOT NULL DEFAULT false,
  "imprint_text" TEXT COLLATE "C",
  "imprint_url" TEXT COLLATE "C",
  "privacy_text" TEXT COLLATE "C",
  "privacy_url" TEXT COLLATE "C",
  "about" TEXT COLLATE "C",
  "revision" INTEGER NOT NULL,
  "updated_at" TIMESTAMP(3) NOT NULL
);

CREATE TABLE "image" (
  "name" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "bytes" TEXT COLLATE "C" NOT NULL,
  "created_at" TIMESTAMP(3) NOT NULL
);

ALTER TABLE "letter" ADD COLUMN "publisher_url" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "colour" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "logo" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "header_image" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "header_image_small" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "header_alt" TEXT COLLATE "C";
ALTER TABLE "letter" ADD COLUMN "sender_name" TEXT COLLATE "C";

DROP TRIGGER letter_changed ON letter;
CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification,
  affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags,
  contact_months, rejected_months, current_version_id, publisher_url, colour, logo, header_image,
  header_image_small, header_alt
ON letter FOR EACH ROW EXECUTE FUNCTION raise_revision();
