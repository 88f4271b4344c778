-- The queue as a tool for hours, accounts that are hard to steal, and what both keep.

DROP TRIGGER letter_waiting_mail ON letter;
DROP FUNCTION queue_waiting_mail;
DROP TRIGGER letter_changed_face ON letter;
DROP TRIGGER signature_moved_mail ON signature;
DROP TRIGGER signature_ended_mail ON signature;
DROP TRIGGER signature_inserted_words ON signature;
DROP TRIGGER signature_left_words ON signature;
DROP TRIGGER signature_joined_words ON signature;
DROP TRIGGER signature_reworded ON signature;
DROP FUNCTION leave_words;

-- DropIndex
DROP INDEX "signature_letter_id_name_key_idx";

-- DropIndex
DROP INDEX "signature_letter_id_domain_key_idx";

-- AlterTable
ALTER TABLE "letter" DROP COLUMN "waiting_notice_at",
ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "shows_verification" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "signature" ADD COLUMN     "invalidated_from" TEXT COLLATE "C",
ADD COLUMN     "invalidation_id" TEXT COLLATE "C",
ADD COLUMN     "lookalike_key" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "signals" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "silent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "stands_at" TIMESTAMP(3),
ADD COLUMN     "stands_with" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "decision_mail_at" TIMESTAMP(3),
ADD COLUMN     "verified_how" TEXT COLLATE "C",
ADD COLUMN     "verified_how_at" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "digest" TEXT COLLATE "C" NOT NULL DEFAULT 'daily',
ADD COLUMN     "digest_at" TIMESTAMP(3),
ADD COLUMN     "digest_hours" INTEGER NOT NULL DEFAULT 48,
ADD COLUMN     "digest_size" INTEGER NOT NULL DEFAULT 50;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "label" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "second_step_at" TIMESTAMP(3),
ADD COLUMN     "seen_at" TIMESTAMP(3),
ADD COLUMN     "stepped_up_at" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "letter_reason" (
    "id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT COLLATE "C",
    "sentences" TEXT COLLATE "C",
    "silent" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMP(3) NOT NULL,
    "retired_at" TIMESTAMP(3),

    CONSTRAINT "letter_reason_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_confirmation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "asked_by" TEXT COLLATE "C" NOT NULL,
    "asked_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "answered_at" TIMESTAMP(3),
    "answer" TEXT COLLATE "C",

    CONSTRAINT "second_confirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invalidation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "conditions" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "expected" INTEGER NOT NULL,
    "as_of" TIMESTAMP(3) NOT NULL,
    "proposed_by" TEXT COLLATE "C" NOT NULL,
    "proposed_at" TIMESTAMP(3) NOT NULL,
    "released_by" TEXT COLLATE "C",
    "released_at" TIMESTAMP(3),
    "starts_at" TIMESTAMP(3),
    "ended_by" TEXT COLLATE "C",
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "invalidation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presence" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "entry_id" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("letter_id","account_id")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "public_key" TEXT COLLATE "C" NOT NULL,
    "counter" INTEGER NOT NULL DEFAULT 0,
    "transports" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "label" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "challenge" TEXT COLLATE "C" NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "label" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "seen_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_event" (
    "id" SERIAL NOT NULL,
    "letter_id" TEXT COLLATE "C",
    "account_id" TEXT COLLATE "C",
    "what" TEXT COLLATE "C" NOT NULL,
    "detail" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "by" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "staff_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "letter_reason_letter_id_code_key" ON "letter_reason"("letter_id", "code");

-- CreateIndex
CREATE INDEX "second_confirmation_signature_id_asked_at_idx" ON "second_confirmation"("signature_id", "asked_at");

-- CreateIndex
CREATE INDEX "invalidation_letter_id_proposed_at_idx" ON "invalidation"("letter_id", "proposed_at");

-- CreateIndex
CREATE INDEX "invalidation_state_starts_at_idx" ON "invalidation"("state", "starts_at");

-- CreateIndex
CREATE INDEX "passkey_account_id_idx" ON "passkey"("account_id");

-- CreateIndex
CREATE INDEX "passkey_challenge_session_id_idx" ON "passkey_challenge"("session_id");

-- CreateIndex
CREATE INDEX "passkey_challenge_expires_at_idx" ON "passkey_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "recovery_code_account_id_idx" ON "recovery_code"("account_id");

-- CreateIndex
CREATE INDEX "device_account_id_idx" ON "device"("account_id");

-- CreateIndex
CREATE INDEX "staff_event_letter_id_at_idx" ON "staff_event"("letter_id", "at");

-- CreateIndex
CREATE INDEX "staff_event_at_idx" ON "staff_event"("at");

-- CreateIndex
CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "signed_at", "id", "kind", "country", "language", "signals");

-- CreateIndex
CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "signed_at", "id");

-- CreateIndex
CREATE INDEX "signature_network_idx" ON "signature"("letter_id", "state", "network_key", "stands_at", "stands_with", "signed_at", "id");

-- CreateIndex
CREATE INDEX "signature_letter_id_lookalike_key_name_key_idx" ON "signature"("letter_id", "lookalike_key", "name_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_domain_key_signed_at_idx" ON "signature"("letter_id", "domain_key", "signed_at");

-- CreateIndex
CREATE INDEX "signature_invalidation_id_state_idx" ON "signature"("invalidation_id", "state");

-- AddForeignKey
ALTER TABLE "letter_reason" ADD CONSTRAINT "letter_reason_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_confirmation" ADD CONSTRAINT "second_confirmation_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invalidation" ADD CONSTRAINT "invalidation_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE signature SET lookalike_key = name_key, stands_with = id, stands_at = signed_at;

-- The words of every entry are kept, for the search of the queue; the public search asks for the
-- published ones beside it.

INSERT INTO signature_word (letter_id, word, signature_id)
SELECT DISTINCT signature.letter_id, word, signature.id
FROM signature, json_array_elements_text(signature.search_words::json) AS word
WHERE NOT (signature.state = 'published' AND signature.hidden_at IS NULL AND signature.visibility = 'full');

CREATE TRIGGER signature_inserted_words AFTER INSERT ON signature
FOR EACH ROW WHEN (NEW.search_words <> '[]')
EXECUTE FUNCTION join_words();

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
FOR EACH ROW WHEN (OLD.search_words <> NEW.search_words)
EXECUTE FUNCTION replace_words();

-- A decision is mailed once it can no longer be undone, and a silent one never. An entry that comes
-- back from an invalidation is where it was: nobody hears twice of what they heard, and mail that
-- was due then is due again.

CREATE OR REPLACE FUNCTION queue_state_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.state = 'unverified';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT NEW.state, NEW.id, NEW.letter_id, NEW.moved_at, COALESCE(NEW.decision_mail_at, NEW.moved_at)
  WHERE TG_OP = 'UPDATE' AND NEW.state IN ('published', 'rejected') AND NEW.verified_at IS NOT NULL
    AND NOT NEW.silent;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_moved_mail AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (
  OLD.state IS DISTINCT FROM NEW.state AND OLD.state <> 'invalidated' AND NEW.email IS NOT NULL
)
EXECUTE FUNCTION queue_state_mail();

CREATE FUNCTION drop_undone_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE outbox SET state = 'dropped', last_error = 'undone'
  WHERE signature_id = NEW.id AND state = 'due' AND kind IN ('published', 'rejected');
  RETURN NULL;
END $$;

CREATE TRIGGER signature_undone_mail AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (NEW.state = 'pending' AND OLD.state IN ('published', 'rejected'))
EXECUTE FUNCTION drop_undone_mail();

CREATE OR REPLACE FUNCTION drop_due_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE outbox SET state = 'dropped', last_error = 'entry-ended'
  WHERE signature_id = NEW.id AND state = 'due' AND NEW.state <> 'invalidated';
  UPDATE outbox SET state = 'dropped', last_error = 'invalidated'
  WHERE signature_id = NEW.id AND state = 'due' AND NEW.state = 'invalidated';
  RETURN NULL;
END $$;

CREATE TRIGGER signature_ended_mail AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'refused', 'takendown', 'invalidated'))
EXECUTE FUNCTION drop_due_mail();

CREATE FUNCTION restore_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE outbox SET state = 'due', last_error = NULL
  WHERE signature_id = NEW.id AND state = 'dropped' AND last_error = 'invalidated';
  RETURN NULL;
END $$;

CREATE TRIGGER signature_restored_mail AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (
  OLD.state = 'invalidated' AND NEW.state IN ('unverified', 'pending', 'published', 'rejected')
)
EXECUTE FUNCTION restore_mail();

CREATE TRIGGER letter_changed_face
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, closes_at, current_version_id ON letter
FOR EACH ROW EXECUTE FUNCTION raise_revision();

-- Moderators are told that entries wait: the moment it is noted, the mail is due. Who only has
-- other roles hears nothing unless they ask for it.

UPDATE account SET digest = 'never'
WHERE id NOT IN (SELECT account_id FROM role WHERE role = 'moderator');

CREATE FUNCTION queue_digest_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('entries-waiting', NEW.id, NEW.digest_at, NEW.digest_at);
  RETURN NULL;
END $$;

CREATE TRIGGER account_digest_mail AFTER UPDATE OF digest_at ON account
FOR EACH ROW WHEN (
  NEW.digest_at IS NOT NULL AND OLD.digest_at IS DISTINCT FROM NEW.digest_at
  AND NEW.disabled_at IS NULL
)
EXECUTE FUNCTION queue_digest_mail();

-- A browser that an account has not signed in from before; its first one is no news.

CREATE FUNCTION queue_device_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  SELECT 'new-device', NEW.account_id, NEW.created_at, NEW.created_at
  WHERE EXISTS (SELECT 1 FROM device WHERE account_id = NEW.account_id AND id <> NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER device_new_mail AFTER INSERT ON device
FOR EACH ROW EXECUTE FUNCTION queue_device_mail();

-- The second confirmation: asked, mailed, answered, noted on the entry, and forgotten with it.

CREATE FUNCTION ask_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  SELECT NEW.letter_id, NEW.signature_id, state, 'second-asked', NEW.asked_at, NEW.asked_by, NULL
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  VALUES ('second-confirmation', NEW.signature_id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
  RETURN NULL;
END $$;

CREATE TRIGGER second_confirmation_asked AFTER INSERT ON second_confirmation
FOR EACH ROW EXECUTE FUNCTION ask_second();

CREATE FUNCTION answer_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  SELECT NEW.letter_id, NEW.signature_id, state, 'second-' || NEW.answer, NEW.answered_at, 'organisation', NULL
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
  RETURN NULL;
END $$;

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON second_confirmation
FOR EACH ROW WHEN (OLD.answer IS NULL AND NEW.answer IS NOT NULL)
EXECUTE FUNCTION answer_second();

CREATE FUNCTION forget_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE second_confirmation SET email = NULL WHERE signature_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER second_confirmation_ended AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'refused', 'takendown'))
EXECUTE FUNCTION forget_second();

-- What staff did beside deciding entries is never edited either.

CREATE TRIGGER staff_event_is_append_only_update BEFORE UPDATE ON staff_event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER staff_event_is_append_only_delete BEFORE DELETE ON staff_event
FOR EACH ROW EXECUTE FUNCTION refuse_change();
