-- A page of the public list is read from an index that has its entries alone, in its order: PostgreSQL
-- takes no index for sorted behind a column that is compared by IS NULL, and sorted the whole list for
-- each page. Other indexes leave out what has nothing to be found by, such as imported entries, and so
-- cost an import nothing. With a million entries this takes a minute, in which nobody can sign.

-- DropIndex
DROP INDEX "signature_mailbox_idx";

-- DropIndex
DROP INDEX "signature_country_idx";

-- DropIndex
DROP INDEX "signature_list_idx";

-- DropIndex
DROP INDEX "signature_state_expires_at_idx";

-- DropIndex
DROP INDEX "signature_letter_id_domain_key_signed_at_idx";

-- DropIndex
DROP INDEX "signature_letter_id_client_key_signed_at_idx";

-- DropIndex
DROP INDEX "signature_network_idx";

-- CreateIndex
CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "kind", "sort_key", "id", "word_bits") WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full';

-- CreateIndex
CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "country", "kind", "sort_key", "id", "word_bits") WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full';

-- CreateIndex
CREATE INDEX "signature_network_idx" ON "signature"("letter_id", "network_key", "state", "stands_at", "stands_with", "id") WHERE network_key IS NOT NULL;

-- CreateIndex
CREATE INDEX "signature_letter_id_client_key_signed_at_idx" ON "signature"("letter_id", "client_key", "signed_at") WHERE client_key IS NOT NULL;

-- CreateIndex
CREATE INDEX "signature_letter_id_domain_key_signed_at_idx" ON "signature"("letter_id", "domain_key", "signed_at") WHERE domain_key IS NOT NULL;

-- CreateIndex
CREATE INDEX "signature_mailbox_idx" ON "signature"("letter_id", "address_limit_key", "state", "address_key") WHERE address_limit_key IS NOT NULL;

-- CreateIndex
CREATE INDEX "signature_state_expires_at_idx" ON "signature"("state", "expires_at") WHERE expires_at IS NOT NULL;
