-- Takedowns, erasures, imports and invalidations are counted by day and person. What is above the limit
-- waits for a second person; others are told of mass acts, and of exports, which say what they are for.

CREATE TABLE "act_allowance" (
  "account_id" TEXT COLLATE "C" NOT NULL,
  "act" TEXT COLLATE "C" NOT NULL,
  "spent" TEXT COLLATE "C" NOT NULL,
  "version" INTEGER NOT NULL,
  PRIMARY KEY ("account_id", "act")
);

CREATE TABLE "mass_act" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "letter_id" TEXT COLLATE "C" NOT NULL,
  "act" TEXT COLLATE "C" NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "count" INTEGER NOT NULL,
  "payload" TEXT COLLATE "C",
  "proposed_by" TEXT COLLATE "C" NOT NULL,
  "proposed_at" TIMESTAMP(3) NOT NULL,
  "expires_at" TIMESTAMP(3) NOT NULL,
  "released_by" TEXT COLLATE "C",
  "released_at" TIMESTAMP(3),
  "starts_at" TIMESTAMP(3),
  "ended_by" TEXT COLLATE "C",
  "ended_at" TIMESTAMP(3)
);
CREATE INDEX "mass_act_letter_id_proposed_at_idx" ON "mass_act"("letter_id", "proposed_at");
CREATE INDEX "mass_act_state_starts_at_idx" ON "mass_act"("state", "starts_at");

CREATE TABLE "act_notice" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "account_id" TEXT COLLATE "C" NOT NULL,
  "letter_id" TEXT COLLATE "C" NOT NULL,
  "by" TEXT COLLATE "C",
  "act" TEXT COLLATE "C" NOT NULL,
  "is_waiting" BOOLEAN NOT NULL,
  "count" INTEGER NOT NULL,
  "export_id" TEXT COLLATE "C",
  "at" TIMESTAMP(3) NOT NULL,
  "told_at" TIMESTAMP(3)
);
CREATE INDEX "act_notice_account_id_told_at_idx" ON "act_notice"("account_id", "told_at");

ALTER TABLE "export_record" ADD COLUMN "purpose" TEXT COLLATE "C";
