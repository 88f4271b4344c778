-- The first tables of the product. What follows each move of an entry stands in move_rule, below.

-- CreateTable
CREATE TABLE "letter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "slug" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "language" TEXT NOT NULL,
    "published_on" DATETIME,
    "publisher" TEXT NOT NULL,
    "controller" TEXT,
    "contact" TEXT,
    "reply_to" TEXT,
    "noindex" BOOLEAN NOT NULL DEFAULT false,
    "closes_at" DATETIME,
    "closed_at" DATETIME,
    "tags" TEXT NOT NULL DEFAULT '[]',
    "submissions_per_client_max" INTEGER NOT NULL DEFAULT 30,
    "listed" BOOLEAN NOT NULL DEFAULT true,
    "shows_verification" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "organisations" INTEGER NOT NULL DEFAULT 0,
    "individuals" INTEGER NOT NULL DEFAULT 0,
    "anonymous" INTEGER NOT NULL DEFAULT 0,
    "current_version_id" TEXT,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "letter_version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "letter_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "closing" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "letter_version_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

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
CREATE TABLE "wording" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "first_seen_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "signature" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "letter_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hidden_at" DATETIME,
    "name" TEXT NOT NULL,
    "sort_name" TEXT,
    "sort_key" TEXT NOT NULL,
    "title" TEXT,
    "affiliation" TEXT,
    "website" TEXT,
    "country" TEXT NOT NULL DEFAULT 'ZZ',
    "visibility" TEXT NOT NULL DEFAULT 'full',
    "language" TEXT NOT NULL,
    "contact_name" TEXT,
    "contact_role" TEXT,
    "updates" BOOLEAN NOT NULL DEFAULT false,
    "email" TEXT,
    "address_key" TEXT,
    "address_limit_key" TEXT,
    "domain_key" TEXT,
    "client_key" TEXT,
    "network_key" TEXT,
    "name_key" TEXT NOT NULL,
    "entry_key" TEXT NOT NULL,
    "import_key" TEXT,
    "lookalike_key" TEXT NOT NULL DEFAULT '',
    "stands_with" TEXT NOT NULL DEFAULT '',
    "stands_at" DATETIME,
    "signals" TEXT NOT NULL DEFAULT '',
    "search_words" TEXT NOT NULL,
    "letter_version_id" TEXT NOT NULL,
    "consent_hash" TEXT,
    "authority_hash" TEXT,
    "held_reason" TEXT,
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "mail_asked_at" DATETIME,
    "mails_asked" INTEGER NOT NULL DEFAULT 0,
    "reminded_at" DATETIME,
    "signed_at" DATETIME NOT NULL,
    "expires_at" DATETIME,
    "verified_at" DATETIME,
    "decided_at" DATETIME,
    "decided_by" TEXT,
    "decided_as" TEXT,
    "reason" TEXT,
    "reason_words" TEXT,
    "edited_at" DATETIME,
    "proposal" TEXT,
    "proposed_at" DATETIME,
    "proposal_reason" TEXT,
    "verified_how" TEXT,
    "verified_how_at" DATETIME,
    "invalidation_id" TEXT,
    "invalidated_from" TEXT,
    "silent" BOOLEAN NOT NULL DEFAULT false,
    "move" TEXT NOT NULL,
    "moved_at" DATETIME NOT NULL,
    "moved_by" TEXT NOT NULL,
    "move_reason" TEXT,
    "mail_due_at" DATETIME,
    "move_no" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "signature_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "signature_note" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "signature_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "signature_note_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
CREATE TABLE "signature_word" (
    "letter_id" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "signature_id" TEXT NOT NULL,

    PRIMARY KEY ("letter_id", "word", "signature_id"),
    CONSTRAINT "signature_word_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "move_rule" (
    "name" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "event" TEXT,
    "mail" TEXT,
    "is_decision" BOOLEAN NOT NULL,
    "drops" TEXT,
    "returns" TEXT,
    "erases" BOOLEAN NOT NULL,
    "remembers" BOOLEAN NOT NULL,

    PRIMARY KEY ("name", "from_state", "to_state")
);

-- CreateTable
CREATE TABLE "event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "letter_id" TEXT NOT NULL,
    "signature_id" TEXT NOT NULL,
    "move" TEXT,
    "code" TEXT NOT NULL,
    "from_state" TEXT,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "signature_id" TEXT,
    "sign_in_id" TEXT,
    "account_id" TEXT,
    "letter_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'due',
    "created_at" DATETIME NOT NULL,
    "due_at" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" DATETIME,
    "sent_at" DATETIME,
    "last_error" TEXT,
    "dropped_by" TEXT
);

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

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "address_key" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "created_at" DATETIME NOT NULL,
    "disabled_at" DATETIME,
    "digest" TEXT NOT NULL DEFAULT 'daily',
    "digest_size" INTEGER NOT NULL DEFAULT 50,
    "digest_hours" INTEGER NOT NULL DEFAULT 48,
    "digest_at" DATETIME
);

-- CreateTable
CREATE TABLE "role" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "letter_id" TEXT,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "role_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "role_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "sign_in" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "by_mail" BOOLEAN NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    CONSTRAINT "sign_in_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "ends_at" DATETIME NOT NULL,
    "seen_at" DATETIME,
    "label" TEXT NOT NULL DEFAULT '',
    "second_step_at" DATETIME,
    "stepped_up_at" DATETIME,
    CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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

-- CreateTable
CREATE TABLE "spent_challenge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "expires_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "rate_count" (
    "key" TEXT NOT NULL,
    "window_at" DATETIME NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("key", "window_at")
);

-- CreateTable
CREATE TABLE "client_key" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "job_lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "site_switch" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "is_on" BOOLEAN NOT NULL,
    "turned_at" DATETIME NOT NULL,
    "turned_by" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "key_record" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL,
    "retired_at" DATETIME,
    "recognises" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "letter_slug_key" ON "letter"("slug");

-- CreateIndex
CREATE INDEX "letter_state_published_on_idx" ON "letter"("state", "published_on");

-- CreateIndex
CREATE UNIQUE INDEX "letter_version_letter_id_language_number_key" ON "letter_version"("letter_id", "language", "number");

-- CreateIndex
CREATE UNIQUE INDEX "letter_reason_letter_id_code_key" ON "letter_reason"("letter_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "signature_import_key_key" ON "signature"("import_key");

-- CreateIndex
CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "hidden_at", "visibility", "kind", "sort_key", "id") WHERE state = 'published';

-- CreateIndex
CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "hidden_at", "visibility", "country", "kind", "sort_key", "id") WHERE state = 'published';

-- CreateIndex
CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "id", "kind", "country", "language", "signals") WHERE state = 'pending' OR state = 'held';

-- CreateIndex
CREATE INDEX "signature_letter_id_state_signed_at_id_idx" ON "signature"("letter_id", "state", "signed_at", "id");

-- CreateIndex
CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "id") WHERE state = 'pending' OR state = 'held';

-- CreateIndex
CREATE INDEX "signature_network_idx" ON "signature"("letter_id", "state", "network_key", "stands_at", "stands_with", "id");

-- CreateIndex
CREATE INDEX "signature_letter_id_id_idx" ON "signature"("letter_id", "id");

-- CreateIndex
CREATE INDEX "signature_letter_id_lookalike_key_name_key_idx" ON "signature"("letter_id", "lookalike_key", "name_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_entry_key_idx" ON "signature"("letter_id", "entry_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_client_key_signed_at_idx" ON "signature"("letter_id", "client_key", "signed_at");

-- CreateIndex
CREATE INDEX "signature_letter_id_domain_key_signed_at_idx" ON "signature"("letter_id", "domain_key", "signed_at");

-- CreateIndex
CREATE INDEX "signature_invalidation_id_state_idx" ON "signature"("invalidation_id", "state") WHERE invalidation_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "signature_letter_id_proposed_at_idx" ON "signature"("letter_id", "proposed_at") WHERE proposed_at IS NOT NULL;

-- CreateIndex
CREATE INDEX "signature_state_expires_at_idx" ON "signature"("state", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "signature_letter_id_kind_address_key_key" ON "signature"("letter_id", "kind", "address_key");

-- CreateIndex
CREATE INDEX "signature_note_signature_id_idx" ON "signature_note"("signature_id");

-- CreateIndex
CREATE INDEX "second_confirmation_signature_id_asked_at_idx" ON "second_confirmation"("signature_id", "asked_at");

-- CreateIndex
CREATE INDEX "invalidation_letter_id_proposed_at_idx" ON "invalidation"("letter_id", "proposed_at");

-- CreateIndex
CREATE INDEX "invalidation_state_starts_at_idx" ON "invalidation"("state", "starts_at");

-- CreateIndex
CREATE INDEX "signature_word_signature_id_idx" ON "signature_word"("signature_id");

-- CreateIndex
CREATE INDEX "event_signature_id_id_idx" ON "event"("signature_id", "id");

-- CreateIndex
CREATE INDEX "event_letter_id_at_idx" ON "event"("letter_id", "at");

-- CreateIndex
CREATE INDEX "event_letter_id_by_at_idx" ON "event"("letter_id", "by", "at");

-- CreateIndex
CREATE INDEX "outbox_state_due_at_idx" ON "outbox"("state", "due_at");

-- CreateIndex
CREATE INDEX "outbox_signature_id_idx" ON "outbox"("signature_id");

-- CreateIndex
CREATE INDEX "export_record_letter_id_started_at_idx" ON "export_record"("letter_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_address_key_key" ON "account"("address_key");

-- CreateIndex
CREATE INDEX "role_account_id_idx" ON "role"("account_id");

-- CreateIndex
CREATE INDEX "role_letter_id_idx" ON "role"("letter_id");

-- CreateIndex
CREATE INDEX "sign_in_account_id_idx" ON "sign_in"("account_id");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

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
CREATE INDEX "spent_challenge_expires_at_idx" ON "spent_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "rate_count_expires_at_idx" ON "rate_count"("expires_at");

-- Every way of every move of an entry, from state to state: src/signatures/lifecycle.ts and
-- side-effects.ts as rows.

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('sign', '', 'unverified', 'unverified', 'confirm', FALSE, NULL, NULL, FALSE, FALSE),
  ('hold', '', 'held', 'held', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('import', '', 'pending', 'pending', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('import', '', 'published', 'published', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('retype', 'unverified', 'unverified', NULL, NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('retype', 'held', 'held', NULL, NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('resubmit', 'held', 'unverified', 'unverified', 'confirm', FALSE, NULL, NULL, FALSE, FALSE),
  ('repeat', 'unverified', 'unverified', NULL, 'confirm', FALSE, NULL, NULL, FALSE, FALSE),
  ('repeat', 'pending', 'pending', NULL, 'already-signed', FALSE, NULL, NULL, FALSE, FALSE),
  ('repeat', 'published', 'published', NULL, 'already-signed', FALSE, NULL, NULL, FALSE, FALSE),
  ('repeat', 'rejected', 'rejected', NULL, 'already-rejected', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-link', 'unverified', 'unverified', NULL, 'confirm', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-link', 'pending', 'pending', NULL, 'own-link', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-link', 'published', 'published', NULL, 'own-link', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-link', 'rejected', 'rejected', NULL, 'own-link', FALSE, NULL, NULL, FALSE, FALSE),
  ('remind', 'unverified', 'unverified', NULL, 'reminder', FALSE, NULL, NULL, FALSE, FALSE),
  ('confirm', 'unverified', 'pending', 'pending', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('refuse', 'unverified', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('release', 'held', 'unverified', 'unverified', 'confirm', FALSE, NULL, NULL, FALSE, FALSE),
  ('approve', 'pending', 'published', 'published', 'published', TRUE, NULL, NULL, FALSE, FALSE),
  ('reject', 'pending', 'rejected', 'rejected', 'rejected', TRUE, NULL, NULL, FALSE, FALSE),
  ('overturn', 'rejected', 'published', 'published', 'published', TRUE, NULL, NULL, FALSE, FALSE),
  ('undo', 'published', 'pending', 'pending', NULL, FALSE, 'decision', NULL, FALSE, FALSE),
  ('undo', 'rejected', 'pending', 'pending', NULL, FALSE, 'decision', NULL, FALSE, FALSE),
  ('accept-change', 'published', 'published', 'edit-accepted', 'edit-accepted', FALSE, NULL, NULL, FALSE, TRUE),
  ('reject-change', 'published', 'published', 'edit-rejected', 'edit-rejected', FALSE, NULL, NULL, FALSE, FALSE),
  ('takedown', 'published', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('edit', 'pending', 'pending', 'edited', NULL, FALSE, NULL, NULL, FALSE, TRUE),
  ('propose-change', 'published', 'published', 'edit-proposed', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('discard-change', 'published', 'published', 'edit-discarded', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('go-unnamed', 'published', 'published', 'edited', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('hide', 'published', 'published', 'hidden', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('show', 'published', 'published', 'shown', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('withdraw', 'pending', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw', 'published', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw', 'rejected', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('invalidate', 'held', 'invalidated', 'invalidated', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('invalidate', 'unverified', 'invalidated', 'invalidated', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('invalidate', 'pending', 'invalidated', 'invalidated', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('invalidate', 'published', 'invalidated', 'invalidated', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('invalidate', 'rejected', 'invalidated', 'invalidated', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('restore', 'invalidated', 'held', 'held', NULL, FALSE, NULL, 'invalidate', FALSE, FALSE),
  ('restore', 'invalidated', 'unverified', 'unverified', NULL, FALSE, NULL, 'invalidate', FALSE, FALSE),
  ('restore', 'invalidated', 'pending', 'pending', NULL, FALSE, NULL, 'invalidate', FALSE, FALSE),
  ('restore', 'invalidated', 'published', 'published', NULL, FALSE, NULL, 'invalidate', FALSE, FALSE),
  ('restore', 'invalidated', 'rejected', 'rejected', NULL, FALSE, NULL, 'invalidate', FALSE, FALSE);

-- Triggers: what the application must not be able to forget. The history, the mail that is due, the
-- letter's counts and revision, and the search words all change in the statement that moves an entry,
-- on every engine, without a transaction. They go by the rules above.
--
-- NOTE: Prisma rebuilds SQLite tables and drops their triggers. A migration that rebuilds one of these
-- tables must end by creating its triggers again; the tests compare prisma/live.sqlite.sql.
-- NOTE: for Cloudflare D1: LF line ends, upper-case BEGIN and END, no CASE.

CREATE TRIGGER signature_begun AFTER INSERT ON signature
BEGIN
  SELECT RAISE(ABORT, 'an entry begins by a named move')
  WHERE NOT EXISTS (
    SELECT 1 FROM move_rule WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state
  );
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.move, event, NULL, NEW.moved_at, NEW.moved_by, NEW.move_reason
  FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state AND event IS NOT NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at
  FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state
    AND mail IS NOT NULL AND NEW.email IS NOT NULL;
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations + (NEW.kind = 'organisation'),
    individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full'),
    anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')
  WHERE id = NEW.letter_id AND NEW.state = 'published' AND NEW.hidden_at IS NULL;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON signature
BEGIN
  SELECT RAISE(ABORT, 'no such move from here')
  WHERE NEW.move_no IS NOT OLD.move_no + 1 OR NOT EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  SELECT RAISE(ABORT, 'this move erases')
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
    AND (
      NEW.name <> '' OR NEW.sort_name IS NOT NULL OR NEW.sort_key <> '' OR NEW.title IS NOT NULL
      OR NEW.affiliation IS NOT NULL OR NEW.website IS NOT NULL OR NEW.country <> 'ZZ'
      OR NEW.contact_name IS NOT NULL OR NEW.contact_role IS NOT NULL OR NEW.updates
      OR NEW.email IS NOT NULL OR NEW.address_key IS NOT NULL OR NEW.address_limit_key IS NOT NULL
      OR NEW.domain_key IS NOT NULL OR NEW.client_key IS NOT NULL OR NEW.network_key IS NOT NULL
      OR NEW.name_key <> '' OR NEW.lookalike_key <> '' OR NEW.signals <> ''
      OR NEW.search_words <> '[]' OR NEW.proposal IS NOT NULL OR NEW.proposed_at IS NOT NULL
      OR NEW.verified_how IS NOT NULL OR NEW.verified_how_at IS NOT NULL
    );
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.move, event, OLD.state, NEW.moved_at, NEW.moved_by,
    NEW.move_reason
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND event IS NOT NULL;
  UPDATE outbox SET state = 'dropped', dropped_by = NEW.move
  WHERE signature_id = NEW.id AND state = 'due' AND EXISTS (
    SELECT 1 FROM move_rule AS rule
    WHERE rule.name = NEW.move AND rule.from_state = OLD.state AND rule.to_state = NEW.state
      AND (
        rule.drops = 'all'
        OR rule.drops = 'decision'
        AND outbox.kind IN (SELECT decision.mail FROM move_rule AS decision WHERE decision.is_decision)
      )
  );
  UPDATE outbox SET state = 'due', dropped_by = NULL
  WHERE signature_id = NEW.id AND state = 'dropped' AND dropped_by = (
    SELECT returns FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND mail IS NOT NULL AND NEW.email IS NOT NULL
    AND (NOT is_decision OR (NEW.verified_at IS NOT NULL AND NOT NEW.silent));
  INSERT OR IGNORE INTO former_entry (letter_id, entry_key)
  SELECT OLD.letter_id, OLD.entry_key FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND remembers AND OLD.entry_key <> NEW.entry_key;
  DELETE FROM signature_note
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
  UPDATE second_confirmation SET email = NULL
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
END;

-- Nothing of what the public or a moderator sees changes without a name.

CREATE TRIGGER signature_moves_by_name
BEFORE UPDATE OF state, hidden_at, proposed_at, visibility, name, sort_key, title, affiliation, website, country
ON signature
WHEN NEW.move_no IS OLD.move_no AND (
  NEW.state IS NOT OLD.state OR NEW.hidden_at IS NOT OLD.hidden_at
  OR NEW.proposed_at IS NOT OLD.proposed_at OR NEW.visibility IS NOT OLD.visibility
  OR NEW.name IS NOT OLD.name OR NEW.sort_key IS NOT OLD.sort_key OR NEW.title IS NOT OLD.title
  OR NEW.affiliation IS NOT OLD.affiliation OR NEW.website IS NOT OLD.website
  OR NEW.country IS NOT OLD.country
)
BEGIN
  SELECT RAISE(ABORT, 'a change without a named move');
END;

-- The counts and the revision of the public view: each change takes the old entry out and puts the
-- new one in, so that no pair of states needs a rule of its own.

CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country
ON signature
WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations
      - (OLD.kind = 'organisation' AND OLD.state = 'published' AND OLD.hidden_at IS NULL)
      + (NEW.kind = 'organisation' AND NEW.state = 'published' AND NEW.hidden_at IS NULL),
    individuals = individuals
      - (OLD.kind = 'individual' AND OLD.visibility = 'full'
        AND OLD.state = 'published' AND OLD.hidden_at IS NULL)
      + (NEW.kind = 'individual' AND NEW.visibility = 'full'
        AND NEW.state = 'published' AND NEW.hidden_at IS NULL),
    anonymous = anonymous
      - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous'
        AND OLD.state = 'published' AND OLD.hidden_at IS NULL)
      + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous'
        AND NEW.state = 'published' AND NEW.hidden_at IS NULL)
  WHERE id = NEW.letter_id;
END;

CREATE TRIGGER signature_deleted AFTER DELETE ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    organisations = organisations - (OLD.kind = 'organisation'),
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full'),
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')
  WHERE id = OLD.letter_id;
END;

-- The words of every entry, for the search of the queue; the public search asks for the published
-- ones beside it.

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
WHEN OLD.search_words <> NEW.search_words
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, closes_at, current_version_id
ON letter
BEGIN
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.id;
END;

-- The histories are append-only.

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER staff_event_is_append_only_update BEFORE UPDATE ON staff_event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER staff_event_is_append_only_delete BEFORE DELETE ON staff_event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

-- Mail to staff: sign-in links, that entries wait, and a browser that an account has not signed in
-- from before. Its first one is no news.

CREATE TRIGGER sign_in_mail AFTER INSERT ON sign_in
WHEN NEW.by_mail
BEGIN
  INSERT INTO outbox (kind, sign_in_id, account_id, created_at, due_at)
  VALUES (NEW.purpose, NEW.id, NEW.account_id, NEW.created_at, NEW.created_at);
END;

CREATE TRIGGER account_digest_mail AFTER UPDATE OF digest_at ON account
WHEN NEW.digest_at IS NOT NULL AND OLD.digest_at IS NOT NEW.digest_at AND NEW.disabled_at IS NULL
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('entries-waiting', NEW.id, NEW.digest_at, NEW.digest_at);
END;

CREATE TRIGGER device_new_mail AFTER INSERT ON device
WHEN EXISTS (SELECT 1 FROM device WHERE account_id = NEW.account_id AND id <> NEW.id)
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('new-device', NEW.account_id, NEW.created_at, NEW.created_at);
END;

-- The second confirmation: asked and mailed; answered, and noted on the entry.

CREATE TRIGGER second_confirmation_asked AFTER INSERT ON second_confirmation
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-asked', state, NEW.asked_at, NEW.asked_by
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  VALUES ('second-confirmation', NEW.signature_id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
END;

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON second_confirmation
WHEN OLD.answer IS NULL AND NEW.answer IS NOT NULL
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-' || NEW.answer, state, NEW.answered_at, 'organisation'
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
END;
