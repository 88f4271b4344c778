-- An import in the browser is written in slices, can be stopped and gone on with, and can be undone: a
-- record says which entries it added.

CREATE TABLE "import_record" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "letter_id" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "rows_hash" TEXT NOT NULL,
  "expected" INTEGER NOT NULL,
  "counted" INTEGER NOT NULL,
  "started_at" DATETIME NOT NULL,
  "went_on_at" DATETIME NOT NULL,
  "ended_at" DATETIME
);
CREATE INDEX "import_record_letter_id_started_at_idx" ON "import_record"("letter_id", "started_at");

ALTER TABLE "signature" ADD COLUMN "import_id" TEXT;
CREATE INDEX "signature_import_idx" ON "signature"("import_id", "id") WHERE import_id IS NOT NULL;
