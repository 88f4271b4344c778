-- The own page of a signatory (changes, hiding, lost links, one reminder), addresses that are never
-- to be mailed again, and the record of exports.

-- AlterTable
ALTER TABLE "signature" ADD COLUMN "edited_at" TIMESTAMP(3);
ALTER TABLE "signature" ADD COLUMN "mail_asked_for" TEXT COLLATE "C";
ALTER TABLE "signature" ADD COLUMN "proposal" TEXT COLLATE "C";
ALTER TABLE "signature" ADD COLUMN "proposal_reason" TEXT COLLATE "C";
ALTER TABLE "signature" ADD COLUMN "proposed_at" TIMESTAMP(3);
ALTER TABLE "signature" ADD COLUMN "reminded_at" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "former_entry" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "entry_key" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "former_entry_pkey" PRIMARY KEY ("letter_id","entry_key")
);

-- CreateTable
CREATE TABLE "suppression" (
    "address_limit_key" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("address_limit_key")
);

-- CreateTable
CREATE TABLE "export_record" (
    "id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C",
    "format" TEXT COLLATE "C" NOT NULL,
    "states" TEXT COLLATE "C" NOT NULL,
    "with_contacts" BOOLEAN NOT NULL,
    "with_hidden" BOOLEAN NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),
    "rows" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT COLLATE "C",

    CONSTRAINT "export_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "signature_letter_id_proposed_at_idx" ON "signature"("letter_id", "proposed_at");

-- CreateIndex
CREATE INDEX "export_record_letter_id_started_at_idx" ON "export_record"("letter_id", "started_at");

-- What a signatory asks for without changing the state of an entry: a repeat, a lost link, or the
-- one reminder. What is sent depends on the state it meets.

CREATE FUNCTION queue_asked_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'reminder', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'unverified' AND NEW.mail_asked_for IS NOT DISTINCT FROM 'reminder';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'unverified' AND NEW.mail_asked_for IS DISTINCT FROM 'reminder';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'own-link', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state IN ('pending', 'published', 'rejected')
    AND NEW.mail_asked_for IS NOT DISTINCT FROM 'link';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'already-signed', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state IN ('pending', 'published') AND NEW.mail_asked_for IS DISTINCT FROM 'link';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'already-rejected', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'rejected' AND NEW.mail_asked_for IS DISTINCT FROM 'link';
  RETURN NULL;
END $$;

CREATE TRIGGER signature_asked_mail AFTER UPDATE OF mail_asked_at ON signature
FOR EACH ROW WHEN (
  OLD.state = NEW.state AND NEW.mails_asked > OLD.mails_asked AND NEW.email IS NOT NULL
)
EXECUTE FUNCTION queue_asked_mail();

-- What a signatory changes: at once where nothing is public yet, as a proposal where something is.
-- A decision on a proposal is part of the history and is mailed, like a decision on an entry.

CREATE TRIGGER signature_edited_event AFTER UPDATE OF edited_at ON signature
FOR EACH ROW WHEN (
  OLD.state = NEW.state AND OLD.edited_at IS DISTINCT FROM NEW.edited_at AND OLD.proposed_at IS NULL
)
EXECUTE FUNCTION write_side_event('edited');

CREATE FUNCTION remember_former_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO former_entry (letter_id, entry_key) VALUES (OLD.letter_id, OLD.entry_key)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_reworded_entry AFTER UPDATE OF entry_key ON signature
FOR EACH ROW WHEN (OLD.entry_key <> NEW.entry_key AND OLD.state IN ('pending', 'published'))
EXECUTE FUNCTION remember_former_entry();

CREATE TRIGGER signature_proposed_event AFTER UPDATE OF proposed_at ON signature
FOR EACH ROW WHEN (
  NEW.proposed_at IS NOT NULL AND OLD.proposed_at IS DISTINCT FROM NEW.proposed_at
)
EXECUTE FUNCTION write_side_event('edit-proposed');

-- The decision is the trigger's argument.
CREATE FUNCTION decide_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.state, TG_ARGV[0], NEW.moved_at, NEW.moved_by, reason
  FROM (VALUES ('edit-rejected', NEW.proposal_reason), ('edit-accepted', NULL)) AS given (code, reason)
  WHERE code = TG_ARGV[0];
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT TG_ARGV[0], NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.email IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_proposal_accepted AFTER UPDATE OF proposed_at ON signature
FOR EACH ROW WHEN (
  OLD.state = NEW.state AND OLD.proposed_at IS NOT NULL AND NEW.proposed_at IS NULL
  AND NEW.moved_by <> 'signatory' AND OLD.edited_at IS DISTINCT FROM NEW.edited_at
)
EXECUTE FUNCTION decide_proposal('edit-accepted');

CREATE TRIGGER signature_proposal_rejected AFTER UPDATE OF proposed_at ON signature
FOR EACH ROW WHEN (
  OLD.state = NEW.state AND OLD.proposed_at IS NOT NULL AND NEW.proposed_at IS NULL
  AND NEW.moved_by <> 'signatory' AND OLD.edited_at IS NOT DISTINCT FROM NEW.edited_at
)
EXECUTE FUNCTION decide_proposal('edit-rejected');

CREATE TRIGGER signature_proposal_discarded AFTER UPDATE OF proposed_at ON signature
FOR EACH ROW WHEN (
  OLD.state = NEW.state AND OLD.proposed_at IS NOT NULL AND NEW.proposed_at IS NULL
  AND NEW.moved_by = 'signatory'
)
EXECUTE FUNCTION write_side_event('edit-discarded');
