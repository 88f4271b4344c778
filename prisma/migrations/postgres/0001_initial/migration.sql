-- NOTE: text is compared by bytes, whatever the server's locale, as SQLite compares it: the list
-- and the search page by key. Every new column of type TEXT needs COLLATE "C"; a test looks.

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
    "revision" INTEGER NOT NULL DEFAULT 1,
    "organisations" INTEGER NOT NULL DEFAULT 0,
    "individuals" INTEGER NOT NULL DEFAULT 0,
    "anonymous" INTEGER NOT NULL DEFAULT 0,
    "current_version_id" TEXT COLLATE "C",
    "waiting_notice_at" TIMESTAMP(3),
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
    "search_words" TEXT COLLATE "C" NOT NULL,
    "letter_version_id" TEXT COLLATE "C" NOT NULL,
    "consent_hash" TEXT COLLATE "C",
    "authority_hash" TEXT COLLATE "C",
    "held_reason" TEXT COLLATE "C",
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "mail_asked_at" TIMESTAMP(3),
    "mails_asked" INTEGER NOT NULL DEFAULT 0,
    "signed_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3),
    "verified_at" TIMESTAMP(3),
    "decided_at" TIMESTAMP(3),
    "decided_by" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "reason_words" TEXT COLLATE "C",
    "moved_at" TIMESTAMP(3) NOT NULL,
    "moved_by" TEXT COLLATE "C" NOT NULL,

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
CREATE TABLE "signature_word" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "signature_word_pkey" PRIMARY KEY ("letter_id","word","signature_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" SERIAL NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "from_state" TEXT COLLATE "C",
    "to_state" TEXT COLLATE "C" NOT NULL,
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

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
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

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
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

-- CreateIndex
CREATE UNIQUE INDEX "letter_slug_key" ON "letter"("slug");

-- CreateIndex
CREATE INDEX "letter_state_published_on_idx" ON "letter"("state", "published_on");

-- CreateIndex
CREATE UNIQUE INDEX "letter_version_letter_id_language_number_key" ON "letter_version"("letter_id", "language", "number");

-- CreateIndex
CREATE UNIQUE INDEX "signature_import_key_key" ON "signature"("import_key");

-- CreateIndex
CREATE INDEX "signature_letter_id_state_hidden_at_visibility_kind_sort_ke_idx" ON "signature"("letter_id", "state", "hidden_at", "visibility", "kind", "sort_key", "id");

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

-- AddForeignKey
ALTER TABLE "letter_version" ADD CONSTRAINT "letter_version_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_note" ADD CONSTRAINT "signature_note_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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
