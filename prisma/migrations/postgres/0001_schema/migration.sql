-- The first tables of the product. What follows each move of an entry stands in move_rule, below.

-- CreateTable
CREATE TABLE "letter" (
    "id" TEXT COLLATE "C" NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    "language" TEXT COLLATE "C" NOT NULL,
    "published_on" TIMESTAMP(3),
    "publisher" TEXT COLLATE "C" NOT NULL,
    "controller" TEXT COLLATE "C",
    "contact" TEXT COLLATE "C",
    "reply_to" TEXT COLLATE "C",
    "noindex" BOOLEAN NOT NULL DEFAULT false,
    "closes_at" TIMESTAMP(3),
    "closed_at" TIMESTAMP(3),
    "tags" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "submissions_per_client_max" INTEGER NOT NULL DEFAULT 30,
    "listed" BOOLEAN NOT NULL DEFAULT true,
    "shows_verification" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "organisations" INTEGER NOT NULL DEFAULT 0,
    "individuals" INTEGER NOT NULL DEFAULT 0,
    "anonymous" INTEGER NOT NULL DEFAULT 0,
    "current_version_id" TEXT COLLATE "C",
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_version" (
    "id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "language" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "closing" TEXT COLLATE "C" NOT NULL,
    "text_hash" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "letter_version_pkey" PRIMARY KEY ("id")
);

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
CREATE TABLE "wording" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "language" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "first_seen_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "wording_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "signature" (
    "id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "hidden_at" TIMESTAMP(3),
    "name" TEXT COLLATE "C" NOT NULL,
    "sort_name" TEXT COLLATE "C",
    "sort_key" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C",
    "affiliation" TEXT COLLATE "C",
    "website" TEXT COLLATE "C",
    "country" TEXT COLLATE "C" NOT NULL DEFAULT 'ZZ',
    "visibility" TEXT COLLATE "C" NOT NULL DEFAULT 'full',
    "language" TEXT COLLATE "C" NOT NULL,
    "contact_name" TEXT COLLATE "C",
    "contact_role" TEXT COLLATE "C",
    "updates" BOOLEAN NOT NULL DEFAULT false,
    "email" TEXT COLLATE "C",
    "address_key" TEXT COLLATE "C",
    "address_limit_key" TEXT COLLATE "C",
    "domain_key" TEXT COLLATE "C",
    "client_key" TEXT COLLATE "C",
    "network_key" TEXT COLLATE "C",
    "name_key" TEXT COLLATE "C" NOT NULL,
    "entry_key" TEXT COLLATE "C" NOT NULL,
    "import_key" TEXT COLLATE "C",
    "lookalike_key" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "stands_with" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "stands_at" TIMESTAMP(3),
    "signals" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "search_words" TEXT COLLATE "C" NOT NULL,
    "letter_version_id" TEXT COLLATE "C" NOT NULL,
    "consent_hash" TEXT COLLATE "C",
    "authority_hash" TEXT COLLATE "C",
    "held_reason" TEXT COLLATE "C",
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "mail_asked_at" TIMESTAMP(3),
    "mails_asked" INTEGER NOT NULL DEFAULT 0,
    "reminded_at" TIMESTAMP(3),
    "signed_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3),
    "verified_at" TIMESTAMP(3),
    "decided_at" TIMESTAMP(3),
    "decided_by" TEXT COLLATE "C",
    "decided_as" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "reason_words" TEXT COLLATE "C",
    "edited_at" TIMESTAMP(3),
    "proposal" TEXT COLLATE "C",
    "proposed_at" TIMESTAMP(3),
    "proposal_reason" TEXT COLLATE "C",
    "verified_how" TEXT COLLATE "C",
    "verified_how_at" TIMESTAMP(3),
    "invalidation_id" TEXT COLLATE "C",
    "invalidated_from" TEXT COLLATE "C",
    "silent" BOOLEAN NOT NULL DEFAULT false,
    "move" TEXT COLLATE "C" NOT NULL,
    "moved_at" TIMESTAMP(3) NOT NULL,
    "moved_by" TEXT COLLATE "C" NOT NULL,
    "move_reason" TEXT COLLATE "C",
    "mail_due_at" TIMESTAMP(3),
    "move_no" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature_note" (
    "id" SERIAL NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "signature_note_pkey" PRIMARY KEY ("id")
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
CREATE TABLE "signature_word" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "signature_word_pkey" PRIMARY KEY ("letter_id","word","signature_id")
);

-- CreateTable
CREATE TABLE "move_rule" (
    "name" TEXT COLLATE "C" NOT NULL,
    "from_state" TEXT COLLATE "C" NOT NULL,
    "to_state" TEXT COLLATE "C" NOT NULL,
    "event" TEXT COLLATE "C",
    "mail" TEXT COLLATE "C",
    "is_decision" BOOLEAN NOT NULL,
    "drops" TEXT COLLATE "C",
    "returns" TEXT COLLATE "C",
    "erases" BOOLEAN NOT NULL,
    "remembers" BOOLEAN NOT NULL,

    CONSTRAINT "move_rule_pkey" PRIMARY KEY ("name","from_state","to_state")
);

-- CreateTable
CREATE TABLE "event" (
    "id" SERIAL NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "move" TEXT COLLATE "C",
    "code" TEXT COLLATE "C" NOT NULL,
    "from_state" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C",
    "sign_in_id" TEXT COLLATE "C",
    "account_id" TEXT COLLATE "C",
    "letter_id" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'due',
    "created_at" TIMESTAMP(3) NOT NULL,
    "due_at" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMP(3),
    "sent_at" TIMESTAMP(3),
    "last_error" TEXT COLLATE "C",
    "dropped_by" TEXT COLLATE "C",

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

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

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT COLLATE "C" NOT NULL,
    "display_name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "address_key" TEXT COLLATE "C" NOT NULL,
    "language" TEXT COLLATE "C" NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMP(3) NOT NULL,
    "disabled_at" TIMESTAMP(3),
    "digest" TEXT COLLATE "C" NOT NULL DEFAULT 'daily',
    "digest_size" INTEGER NOT NULL DEFAULT 50,
    "digest_hours" INTEGER NOT NULL DEFAULT 48,
    "digest_at" TIMESTAMP(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C",
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "by_mail" BOOLEAN NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "ends_at" TIMESTAMP(3) NOT NULL,
    "seen_at" TIMESTAMP(3),
    "label" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "second_step_at" TIMESTAMP(3),
    "stepped_up_at" TIMESTAMP(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
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

-- CreateTable
CREATE TABLE "spent_challenge" (
    "id" TEXT COLLATE "C" NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "spent_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_count" (
    "key" TEXT COLLATE "C" NOT NULL,
    "window_at" TIMESTAMP(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rate_count_pkey" PRIMARY KEY ("key","window_at")
);

-- CreateTable
CREATE TABLE "client_key" (
    "day" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "client_key_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "job_lease" (
    "name" TEXT COLLATE "C" NOT NULL,
    "holder" TEXT COLLATE "C" NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "job_lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "site_switch" (
    "name" TEXT COLLATE "C" NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "turned_at" TIMESTAMP(3) NOT NULL,
    "turned_by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "site_switch_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "key_record" (
    "id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "retired_at" TIMESTAMP(3),
    "recognises" TEXT COLLATE "C",

    CONSTRAINT "key_record_pkey" PRIMARY KEY ("id")
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
CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "hidden_at", "visibility", "kind", "sort_key", "id") WHERE (state = 'published');

-- CreateIndex
CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "hidden_at", "visibility", "country", "kind", "sort_key", "id") WHERE (state = 'published');

-- CreateIndex
CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "id", "kind", "country", "language", "signals") WHERE (state = 'pending' OR state = 'held');

-- CreateIndex
CREATE INDEX "signature_letter_id_state_signed_at_id_idx" ON "signature"("letter_id", "state", "signed_at", "id");

-- CreateIndex
CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "id") WHERE (state = 'pending' OR state = 'held');

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
CREATE INDEX "signature_invalidation_id_state_idx" ON "signature"("invalidation_id", "state") WHERE (invalidation_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "signature_letter_id_proposed_at_idx" ON "signature"("letter_id", "proposed_at") WHERE (proposed_at IS NOT NULL);

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

-- AddForeignKey
ALTER TABLE "letter_version" ADD CONSTRAINT "letter_version_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_reason" ADD CONSTRAINT "letter_reason_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_note" ADD CONSTRAINT "signature_note_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_confirmation" ADD CONSTRAINT "second_confirmation_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invalidation" ADD CONSTRAINT "invalidation_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_word" ADD CONSTRAINT "signature_word_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

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
-- on every engine, without a transaction. They go by the rules above, and have the names and the
-- conditions of SQLite's.

CREATE FUNCTION begin_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an entry begins by a named move';
  END IF;
  IF rule.event IS NOT NULL THEN
    INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
    VALUES (NEW.letter_id, NEW.id, NEW.move, rule.event, NULL, NEW.moved_at, NEW.moved_by, NEW.move_reason);
  END IF;
  IF rule.mail IS NOT NULL AND NEW.email IS NOT NULL THEN
    INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
    VALUES (rule.mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at);
  END IF;
  IF NEW.state = 'published' AND NEW.hidden_at IS NULL THEN
    UPDATE letter SET
      revision = revision + 1,
      updated_at = GREATEST(updated_at, NEW.moved_at),
      organisations = organisations + (NEW.kind = 'organisation')::integer,
      individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full')::integer,
      anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')::integer
    WHERE id = NEW.letter_id;
  END IF;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, word, NEW.id
  FROM json_array_elements_text(NEW.search_words::json) AS word;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_begun AFTER INSERT ON signature
FOR EACH ROW EXECUTE FUNCTION begin_signature();

CREATE FUNCTION move_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state;
  IF NOT FOUND OR NEW.move_no IS DISTINCT FROM OLD.move_no + 1 THEN
    RAISE EXCEPTION 'no such move from here';
  END IF;
  IF rule.erases AND (
    NEW.name <> '' OR NEW.sort_name IS NOT NULL OR NEW.sort_key <> '' OR NEW.title IS NOT NULL
    OR NEW.affiliation IS NOT NULL OR NEW.website IS NOT NULL OR NEW.country <> 'ZZ'
    OR NEW.contact_name IS NOT NULL OR NEW.contact_role IS NOT NULL OR NEW.updates
    OR NEW.email IS NOT NULL OR NEW.address_key IS NOT NULL OR NEW.address_limit_key IS NOT NULL
    OR NEW.domain_key IS NOT NULL OR NEW.client_key IS NOT NULL OR NEW.network_key IS NOT NULL
    OR NEW.name_key <> '' OR NEW.lookalike_key <> '' OR NEW.signals <> ''
    OR NEW.search_words <> '[]' OR NEW.proposal IS NOT NULL OR NEW.proposed_at IS NOT NULL
    OR NEW.verified_how IS NOT NULL OR NEW.verified_how_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'this move erases';
  END IF;
  IF rule.event IS NOT NULL THEN
    INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
    VALUES (NEW.letter_id, NEW.id, NEW.move, rule.event, OLD.state, NEW.moved_at, NEW.moved_by, NEW.move_reason);
  END IF;
  IF rule.drops IS NOT NULL THEN
    UPDATE outbox SET state = 'dropped', dropped_by = NEW.move
    WHERE signature_id = NEW.id AND state = 'due' AND (
      rule.drops = 'all'
      OR kind IN (SELECT decision.mail FROM move_rule AS decision WHERE decision.is_decision)
    );
  END IF;
  IF rule.returns IS NOT NULL THEN
    UPDATE outbox SET state = 'due', dropped_by = NULL
    WHERE signature_id = NEW.id AND state = 'dropped' AND dropped_by = rule.returns;
  END IF;
  IF rule.mail IS NOT NULL AND NEW.email IS NOT NULL
    AND (NOT rule.is_decision OR (NEW.verified_at IS NOT NULL AND NOT NEW.silent)) THEN
    INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
    VALUES (rule.mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at);
  END IF;
  IF rule.remembers AND OLD.entry_key <> NEW.entry_key THEN
    INSERT INTO former_entry (letter_id, entry_key) VALUES (OLD.letter_id, OLD.entry_key)
    ON CONFLICT DO NOTHING;
  END IF;
  IF rule.erases THEN
    DELETE FROM signature_note WHERE signature_id = NEW.id;
    UPDATE second_confirmation SET email = NULL WHERE signature_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON signature
FOR EACH ROW EXECUTE FUNCTION move_signature();

-- Nothing of what the public or a moderator sees changes without a name.

CREATE FUNCTION refuse_nameless_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a change without a named move';
END $$;

CREATE TRIGGER signature_moves_by_name
BEFORE UPDATE OF state, hidden_at, proposed_at, visibility, name, sort_key, title, affiliation, website, country
ON signature
FOR EACH ROW WHEN (
  NEW.move_no IS NOT DISTINCT FROM OLD.move_no AND (
    NEW.state IS DISTINCT FROM OLD.state OR NEW.hidden_at IS DISTINCT FROM OLD.hidden_at
    OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
    OR NEW.visibility IS DISTINCT FROM OLD.visibility OR NEW.name IS DISTINCT FROM OLD.name
    OR NEW.sort_key IS DISTINCT FROM OLD.sort_key OR NEW.title IS DISTINCT FROM OLD.title
    OR NEW.affiliation IS DISTINCT FROM OLD.affiliation
    OR NEW.website IS DISTINCT FROM OLD.website OR NEW.country IS DISTINCT FROM OLD.country
  )
)
EXECUTE FUNCTION refuse_nameless_change();

-- The counts and the revision of the public view: each change takes the old entry out and puts the
-- new one in, so that no pair of states needs a rule of its own.

CREATE FUNCTION count_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was integer := (OLD.state = 'published' AND OLD.hidden_at IS NULL)::integer;
  now_is integer := (NEW.state = 'published' AND NEW.hidden_at IS NULL)::integer;
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = GREATEST(updated_at, NEW.moved_at),
    organisations = organisations
      - was * (OLD.kind = 'organisation')::integer
      + now_is * (NEW.kind = 'organisation')::integer,
    individuals = individuals
      - was * (OLD.kind = 'individual' AND OLD.visibility = 'full')::integer
      + now_is * (NEW.kind = 'individual' AND NEW.visibility = 'full')::integer,
    anonymous = anonymous
      - was * (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')::integer
      + now_is * (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')::integer
  WHERE id = NEW.letter_id;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country
ON signature
FOR EACH ROW WHEN (
  (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
)
EXECUTE FUNCTION count_signature();

CREATE FUNCTION uncount_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    organisations = organisations - (OLD.kind = 'organisation')::integer,
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full')::integer,
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')::integer
  WHERE id = OLD.letter_id;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_deleted AFTER DELETE ON signature
FOR EACH ROW WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL)
EXECUTE FUNCTION uncount_signature();

-- The words of every entry, for the search of the queue; the public search asks for the published
-- ones beside it.

CREATE FUNCTION replace_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, word, NEW.id
  FROM json_array_elements_text(NEW.search_words::json) AS word;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
FOR EACH ROW WHEN (OLD.search_words <> NEW.search_words)
EXECUTE FUNCTION replace_words();

CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, closes_at, current_version_id
ON letter
FOR EACH ROW EXECUTE FUNCTION raise_revision();

-- The histories are append-only.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only';
END $$;

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER staff_event_is_append_only_update BEFORE UPDATE ON staff_event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER staff_event_is_append_only_delete BEFORE DELETE ON staff_event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Mail to staff: sign-in links, that entries wait, and a browser that an account has not signed in
-- from before. Its first one is no news.

CREATE FUNCTION queue_sign_in_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, sign_in_id, account_id, created_at, due_at)
  VALUES (NEW.purpose, NEW.id, NEW.account_id, NEW.created_at, NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER sign_in_mail AFTER INSERT ON sign_in
FOR EACH ROW WHEN (NEW.by_mail)
EXECUTE FUNCTION queue_sign_in_mail();

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

CREATE FUNCTION queue_device_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  SELECT 'new-device', NEW.account_id, NEW.created_at, NEW.created_at
  WHERE EXISTS (SELECT 1 FROM device WHERE account_id = NEW.account_id AND id <> NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER device_new_mail AFTER INSERT ON device
FOR EACH ROW EXECUTE FUNCTION queue_device_mail();

-- The second confirmation: asked and mailed; answered, and noted on the entry.

CREATE FUNCTION ask_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-asked', state, NEW.asked_at, NEW.asked_by
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  VALUES ('second-confirmation', NEW.signature_id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
  RETURN NULL;
END $$;

CREATE TRIGGER second_confirmation_asked AFTER INSERT ON second_confirmation
FOR EACH ROW EXECUTE FUNCTION ask_second();

CREATE FUNCTION answer_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-' || NEW.answer, state, NEW.answered_at, 'organisation'
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
  RETURN NULL;
END $$;

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON second_confirmation
FOR EACH ROW WHEN (OLD.answer IS NULL AND NEW.answer IS NOT NULL)
EXECUTE FUNCTION answer_second();
