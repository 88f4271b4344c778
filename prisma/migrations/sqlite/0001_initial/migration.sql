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
    "revision" INTEGER NOT NULL DEFAULT 1,
    "organisations" INTEGER NOT NULL DEFAULT 0,
    "individuals" INTEGER NOT NULL DEFAULT 0,
    "anonymous" INTEGER NOT NULL DEFAULT 0,
    "current_version_id" TEXT,
    "waiting_notice_at" DATETIME,
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
    "search_words" TEXT NOT NULL,
    "letter_version_id" TEXT NOT NULL,
    "consent_hash" TEXT,
    "authority_hash" TEXT,
    "held_reason" TEXT,
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "mail_asked_at" DATETIME,
    "mails_asked" INTEGER NOT NULL DEFAULT 0,
    "signed_at" DATETIME NOT NULL,
    "expires_at" DATETIME,
    "verified_at" DATETIME,
    "decided_at" DATETIME,
    "decided_by" TEXT,
    "reason" TEXT,
    "reason_words" TEXT,
    "moved_at" DATETIME NOT NULL,
    "moved_by" TEXT NOT NULL,
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
CREATE TABLE "signature_word" (
    "letter_id" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "signature_id" TEXT NOT NULL,

    PRIMARY KEY ("letter_id", "word", "signature_id"),
    CONSTRAINT "signature_word_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "letter_id" TEXT NOT NULL,
    "signature_id" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
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
    "last_error" TEXT
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "address_key" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "created_at" DATETIME NOT NULL,
    "disabled_at" DATETIME
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
    CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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

-- CreateIndex
CREATE UNIQUE INDEX "letter_slug_key" ON "letter"("slug");

-- CreateIndex
CREATE INDEX "letter_state_published_on_idx" ON "letter"("state", "published_on");

-- CreateIndex
CREATE UNIQUE INDEX "letter_version_letter_id_language_number_key" ON "letter_version"("letter_id", "language", "number");

-- CreateIndex
CREATE UNIQUE INDEX "signature_import_key_key" ON "signature"("import_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_state_hidden_at_visibility_kind_sort_key_id_idx" ON "signature"("letter_id", "state", "hidden_at", "visibility", "kind", "sort_key", "id");

-- CreateIndex
CREATE INDEX "signature_letter_id_state_signed_at_id_idx" ON "signature"("letter_id", "state", "signed_at", "id");

-- CreateIndex
CREATE INDEX "signature_letter_id_id_idx" ON "signature"("letter_id", "id");

-- CreateIndex
CREATE INDEX "signature_letter_id_name_key_idx" ON "signature"("letter_id", "name_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_entry_key_idx" ON "signature"("letter_id", "entry_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_client_key_signed_at_idx" ON "signature"("letter_id", "client_key", "signed_at");

-- CreateIndex
CREATE INDEX "signature_letter_id_domain_key_idx" ON "signature"("letter_id", "domain_key");

-- CreateIndex
CREATE INDEX "signature_state_expires_at_idx" ON "signature"("state", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "signature_letter_id_kind_address_key_key" ON "signature"("letter_id", "kind", "address_key");

-- CreateIndex
CREATE INDEX "signature_note_signature_id_idx" ON "signature_note"("signature_id");

-- CreateIndex
CREATE INDEX "signature_word_signature_id_idx" ON "signature_word"("signature_id");

-- CreateIndex
CREATE INDEX "event_signature_id_id_idx" ON "event"("signature_id", "id");

-- CreateIndex
CREATE INDEX "event_letter_id_at_idx" ON "event"("letter_id", "at");

-- CreateIndex
CREATE INDEX "outbox_state_due_at_idx" ON "outbox"("state", "due_at");

-- CreateIndex
CREATE INDEX "outbox_signature_id_idx" ON "outbox"("signature_id");

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
CREATE INDEX "spent_challenge_expires_at_idx" ON "spent_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "rate_count_expires_at_idx" ON "rate_count"("expires_at");
