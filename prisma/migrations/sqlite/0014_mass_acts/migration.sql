-- Takedowns, erasures, imports and invalidations are counted by day and person. What is above the limit
-- waits for a second person; others are told of mass acts, and of exports, which say what they are for.

CREATE TABLE "act_allowance" (
  "account_id" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "spent" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  PRIMARY KEY ("account_id", "act")
);

CREATE TABLE "mass_act" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "letter_id" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "payload" TEXT,
  "proposed_by" TEXT NOT NULL,
  "proposed_at" DATETIME NOT NULL,
  "expires_at" DATETIME NOT NULL,
  "released_by" TEXT,
  "released_at" DATETIME,
  "starts_at" DATETIME,
  "ended_by" TEXT,
  "ended_at" DATETIME
);
CREATE INDEX "mass_act_letter_id_proposed_at_idx" ON "mass_act"("letter_id", "proposed_at");
CREATE INDEX "mass_act_state_starts_at_idx" ON "mass_act"("state", "starts_at");

CREATE TABLE "act_notice" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "account_id" TEXT NOT NULL,
  "letter_id" TEXT NOT NULL,
  "by" TEXT,
  "act" TEXT NOT NULL,
  "is_waiting" BOOLEAN NOT NULL,
  "count" INTEGER NOT NULL,
  "export_id" TEXT,
  "at" DATETIME NOT NULL,
  "told_at" DATETIME
);
CREATE INDEX "act_notice_account_id_told_at_idx" ON "act_notice"("account_id", "told_at");

ALTER TABLE "export_record" ADD COLUMN "purpose" TEXT;
