-- What the columns of an imported file were chosen to be is suggested for the next file with the same
-- headings. Of those, a hash is kept alone.

CREATE TABLE "remembered_columns" (
  "letter_id" TEXT COLLATE "C" NOT NULL,
  "headings_hash" TEXT COLLATE "C" NOT NULL,
  "choices" TEXT COLLATE "C" NOT NULL,
  "chosen_at" TIMESTAMP(3) NOT NULL,
  PRIMARY KEY ("letter_id", "headings_hash"),
  CONSTRAINT "remembered_columns_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
