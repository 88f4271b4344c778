-- The own page of a signatory (changes, hiding, lost links, one reminder), addresses that are never
-- to be mailed again, and the record of exports.

-- AlterTable
ALTER TABLE "signature" ADD COLUMN "edited_at" DATETIME;
ALTER TABLE "signature" ADD COLUMN "mail_asked_for" TEXT;
ALTER TABLE "signature" ADD COLUMN "proposal" TEXT;
ALTER TABLE "signature" ADD COLUMN "proposal_reason" TEXT;
ALTER TABLE "signature" ADD COLUMN "proposed_at" DATETIME;
ALTER TABLE "signature" ADD COLUMN "reminded_at" DATETIME;

-- CreateTable
CREATE TABLE "former_entry" (
    "letter_id" TEXT NOT NULL,
    "entry_key" TEXT NOT NULL,

    PRIMARY KEY ("letter_id", "entry_key")
);

-- CreateTable
CREATE TABLE "suppression" (
    "address_limit_key" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "export_record" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "letter_id" TEXT NOT NULL,
    "account_id" TEXT,
    "format" TEXT NOT NULL,
    "states" TEXT NOT NULL,
    "with_contacts" BOOLEAN NOT NULL,
    "with_hidden" BOOLEAN NOT NULL,
    "started_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT
);

-- CreateIndex
CREATE INDEX "export_record_letter_id_started_at_idx" ON "export_record"("letter_id", "started_at");

-- CreateIndex
CREATE INDEX "signature_letter_id_proposed_at_idx" ON "signature"("letter_id", "proposed_at");

-- What a signatory asks for without changing the state of an entry: a repeat, a lost link, or the
-- one reminder. What is sent depends on the state it meets.

DROP TRIGGER signature_repeated_mail;

CREATE TRIGGER signature_asked_mail AFTER UPDATE OF mail_asked_at ON signature
WHEN OLD.state IS NEW.state AND NEW.mails_asked > OLD.mails_asked AND NEW.email IS NOT NULL
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'reminder', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'unverified' AND NEW.mail_asked_for IS 'reminder';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'unverified' AND NEW.mail_asked_for IS NOT 'reminder';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'own-link', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state IN ('pending', 'published', 'rejected') AND NEW.mail_asked_for IS 'link';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'already-signed', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state IN ('pending', 'published') AND NEW.mail_asked_for IS NOT 'link';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'already-rejected', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'rejected' AND NEW.mail_asked_for IS NOT 'link';
END;

-- What a signatory changes: at once where nothing is public yet, as a proposal where something is.
-- A decision on a proposal is part of the history and is mailed, like a decision on an entry.

CREATE TRIGGER signature_edited_event AFTER UPDATE OF edited_at ON signature
WHEN OLD.state IS NEW.state AND OLD.edited_at IS NOT NEW.edited_at AND OLD.proposed_at IS NULL
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NEW.state, 'edited', NEW.moved_at, NEW.moved_by, NULL);
END;

CREATE TRIGGER signature_reworded_entry AFTER UPDATE OF entry_key ON signature
WHEN OLD.entry_key <> NEW.entry_key AND OLD.state IN ('pending', 'published')
BEGIN
  INSERT OR IGNORE INTO former_entry (letter_id, entry_key) VALUES (OLD.letter_id, OLD.entry_key);
END;

CREATE TRIGGER signature_proposed_event AFTER UPDATE OF proposed_at ON signature
WHEN NEW.proposed_at IS NOT NULL AND OLD.proposed_at IS NOT NEW.proposed_at
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NEW.state, 'edit-proposed', NEW.moved_at, NEW.moved_by, NULL);
END;

CREATE TRIGGER signature_proposal_accepted AFTER UPDATE OF proposed_at ON signature
WHEN OLD.state IS NEW.state AND OLD.proposed_at IS NOT NULL AND NEW.proposed_at IS NULL
  AND NEW.moved_by <> 'signatory' AND OLD.edited_at IS NOT NEW.edited_at
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NEW.state, 'edit-accepted', NEW.moved_at, NEW.moved_by, NULL);
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'edit-accepted', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.email IS NOT NULL;
END;

CREATE TRIGGER signature_proposal_rejected AFTER UPDATE OF proposed_at ON signature
WHEN OLD.state IS NEW.state AND OLD.proposed_at IS NOT NULL AND NEW.proposed_at IS NULL
  AND NEW.moved_by <> 'signatory' AND OLD.edited_at IS NEW.edited_at
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NEW.state, 'edit-rejected', NEW.moved_at, NEW.moved_by, NEW.proposal_reason);
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'edit-rejected', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.email IS NOT NULL;
END;

CREATE TRIGGER signature_proposal_discarded AFTER UPDATE OF proposed_at ON signature
WHEN OLD.state IS NEW.state AND OLD.proposed_at IS NOT NULL AND NEW.proposed_at IS NULL
  AND NEW.moved_by = 'signatory'
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NEW.state, 'edit-discarded', NEW.moved_at, NEW.moved_by, NULL);
END;
