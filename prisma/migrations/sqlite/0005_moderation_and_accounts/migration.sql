-- The queue as a tool for hours, accounts that are hard to steal, and what both keep.

-- CreateTable
CREATE TABLE "letter_reason" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "letter_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT,
    "sentences" TEXT,
    "silent" BOOLEAN NOT NULL DEFAULT false,
    "created_at" DATETIME NOT NULL,
    "retired_at" DATETIME,
    CONSTRAINT "letter_reason_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "second_confirmation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "signature_id" TEXT NOT NULL,
    "letter_id" TEXT NOT NULL,
    "email" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "answered_at" DATETIME,
    "answer" TEXT,
    CONSTRAINT "second_confirmation_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "invalidation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "letter_id" TEXT NOT NULL,
    "conditions" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "expected" INTEGER NOT NULL,
    "as_of" DATETIME NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" DATETIME NOT NULL,
    "released_by" TEXT,
    "released_at" DATETIME,
    "starts_at" DATETIME,
    "ended_by" TEXT,
    "ended_at" DATETIME,
    CONSTRAINT "invalidation_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "presence" (
    "letter_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "entry_id" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("letter_id", "account_id")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "counter" INTEGER NOT NULL DEFAULT 0,
    "transports" TEXT NOT NULL DEFAULT '[]',
    "label" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    CONSTRAINT "passkey_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "session_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    CONSTRAINT "recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "device" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "seen_at" DATETIME NOT NULL,
    CONSTRAINT "device_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "staff_event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "letter_id" TEXT,
    "account_id" TEXT,
    "what" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- What is new about letters, entries, accounts and sessions. Columns are added and not tables rebuilt,
-- so that the triggers stay.

DROP TRIGGER letter_waiting_mail;
DROP TRIGGER letter_changed_face;
DROP TRIGGER signature_moved_mail;
DROP TRIGGER signature_ended_mail;
DROP TRIGGER signature_inserted_words;
DROP TRIGGER signature_left_words;
DROP TRIGGER signature_joined_words;
DROP TRIGGER signature_reworded;

ALTER TABLE "letter" DROP COLUMN "waiting_notice_at";
ALTER TABLE "letter" ADD COLUMN "listed" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "letter" ADD COLUMN "shows_verification" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "account" ADD COLUMN "digest" TEXT NOT NULL DEFAULT 'daily';
ALTER TABLE "account" ADD COLUMN "digest_size" INTEGER NOT NULL DEFAULT 50;
ALTER TABLE "account" ADD COLUMN "digest_hours" INTEGER NOT NULL DEFAULT 48;
ALTER TABLE "account" ADD COLUMN "digest_at" DATETIME;

ALTER TABLE "session" ADD COLUMN "seen_at" DATETIME;
ALTER TABLE "session" ADD COLUMN "label" TEXT NOT NULL DEFAULT '';
ALTER TABLE "session" ADD COLUMN "second_step_at" DATETIME;
ALTER TABLE "session" ADD COLUMN "stepped_up_at" DATETIME;

ALTER TABLE "signature" ADD COLUMN "lookalike_key" TEXT NOT NULL DEFAULT '';
ALTER TABLE "signature" ADD COLUMN "stands_with" TEXT NOT NULL DEFAULT '';
ALTER TABLE "signature" ADD COLUMN "stands_at" DATETIME;
ALTER TABLE "signature" ADD COLUMN "signals" TEXT NOT NULL DEFAULT '';
ALTER TABLE "signature" ADD COLUMN "verified_how" TEXT;
ALTER TABLE "signature" ADD COLUMN "verified_how_at" DATETIME;
ALTER TABLE "signature" ADD COLUMN "invalidation_id" TEXT;
ALTER TABLE "signature" ADD COLUMN "invalidated_from" TEXT;
ALTER TABLE "signature" ADD COLUMN "decision_mail_at" DATETIME;
ALTER TABLE "signature" ADD COLUMN "silent" BOOLEAN NOT NULL DEFAULT false;

UPDATE signature SET lookalike_key = name_key, stands_with = id, stands_at = signed_at;

DROP INDEX "signature_letter_id_name_key_idx";
DROP INDEX "signature_letter_id_domain_key_idx";
CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "signed_at", "id", "kind", "country", "language", "signals");
CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "signed_at", "id");
CREATE INDEX "signature_network_idx" ON "signature"("letter_id", "state", "network_key", "stands_at", "stands_with", "signed_at", "id");
CREATE INDEX "signature_letter_id_lookalike_key_name_key_idx" ON "signature"("letter_id", "lookalike_key", "name_key");
CREATE INDEX "signature_letter_id_domain_key_signed_at_idx" ON "signature"("letter_id", "domain_key", "signed_at");
CREATE INDEX "signature_invalidation_id_state_idx" ON "signature"("invalidation_id", "state");

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

-- The words of every entry are kept, for the search of the queue; the public search asks for the
-- published ones beside it.

INSERT INTO signature_word (letter_id, word, signature_id)
SELECT DISTINCT signature.letter_id, word.value, signature.id
FROM signature, json_each(signature.search_words) AS word
WHERE NOT (signature.state = 'published' AND signature.hidden_at IS NULL AND signature.visibility = 'full');

CREATE TRIGGER signature_inserted_words AFTER INSERT ON signature
WHEN NEW.search_words <> '[]'
BEGIN
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
WHEN OLD.search_words <> NEW.search_words
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

-- A decision is mailed once it can no longer be undone, and a silent one never. An entry that comes
-- back from an invalidation is where it was: nobody hears twice of what they heard, and mail that
-- was due then is due again.

CREATE TRIGGER signature_moved_mail AFTER UPDATE OF state ON signature
WHEN OLD.state IS NOT NEW.state AND OLD.state <> 'invalidated' AND NEW.email IS NOT NULL
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.state = 'unverified';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT NEW.state, NEW.id, NEW.letter_id, NEW.moved_at, COALESCE(NEW.decision_mail_at, NEW.moved_at)
  WHERE NEW.state IN ('published', 'rejected') AND NEW.verified_at IS NOT NULL AND NOT NEW.silent;
END;

CREATE TRIGGER signature_undone_mail AFTER UPDATE OF state ON signature
WHEN NEW.state = 'pending' AND OLD.state IN ('published', 'rejected')
BEGIN
  UPDATE outbox SET state = 'dropped', last_error = 'undone'
  WHERE signature_id = NEW.id AND state = 'due' AND kind IN ('published', 'rejected');
END;

CREATE TRIGGER signature_ended_mail AFTER UPDATE OF state ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown', 'invalidated')
BEGIN
  UPDATE outbox SET state = 'dropped', last_error = 'entry-ended'
  WHERE signature_id = NEW.id AND state = 'due' AND NEW.state <> 'invalidated';
  UPDATE outbox SET state = 'dropped', last_error = 'invalidated'
  WHERE signature_id = NEW.id AND state = 'due' AND NEW.state = 'invalidated';
END;

CREATE TRIGGER signature_restored_mail AFTER UPDATE OF state ON signature
WHEN OLD.state = 'invalidated' AND NEW.state IN ('unverified', 'pending', 'published', 'rejected')
BEGIN
  UPDATE outbox SET state = 'due', last_error = NULL
  WHERE signature_id = NEW.id AND state = 'dropped' AND last_error = 'invalidated';
END;

CREATE TRIGGER letter_changed_face
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, closes_at, current_version_id ON letter
BEGIN
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.id;
END;

-- Moderators are told that entries wait: the moment it is noted, the mail is due. Who only has
-- other roles hears nothing unless they ask for it.

UPDATE account SET digest = 'never'
WHERE id NOT IN (SELECT account_id FROM role WHERE role = 'moderator');

CREATE TRIGGER account_digest_mail AFTER UPDATE OF digest_at ON account
WHEN NEW.digest_at IS NOT NULL AND OLD.digest_at IS NOT NEW.digest_at AND NEW.disabled_at IS NULL
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('entries-waiting', NEW.id, NEW.digest_at, NEW.digest_at);
END;

-- A browser that an account has not signed in from before; its first one is no news.

CREATE TRIGGER device_new_mail AFTER INSERT ON device
WHEN EXISTS (SELECT 1 FROM device WHERE account_id = NEW.account_id AND id <> NEW.id)
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('new-device', NEW.account_id, NEW.created_at, NEW.created_at);
END;

-- The second confirmation: asked, mailed, answered, noted on the entry, and forgotten with it.

CREATE TRIGGER second_confirmation_asked AFTER INSERT ON second_confirmation
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  SELECT NEW.letter_id, NEW.signature_id, state, 'second-asked', NEW.asked_at, NEW.asked_by, NULL
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  VALUES ('second-confirmation', NEW.signature_id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
END;

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON second_confirmation
WHEN OLD.answer IS NULL AND NEW.answer IS NOT NULL
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  SELECT NEW.letter_id, NEW.signature_id, state, 'second-' || NEW.answer, NEW.answered_at, 'organisation', NULL
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
END;

CREATE TRIGGER second_confirmation_ended AFTER UPDATE OF state ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown')
BEGIN
  UPDATE second_confirmation SET email = NULL WHERE signature_id = NEW.id;
END;

-- What staff did beside deciding entries is never edited either.

CREATE TRIGGER staff_event_is_append_only_update BEFORE UPDATE ON staff_event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER staff_event_is_append_only_delete BEFORE DELETE ON staff_event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;
