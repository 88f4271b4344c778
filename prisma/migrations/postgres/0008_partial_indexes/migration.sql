-- DropIndex
DROP INDEX "signature_letter_id_state_hidden_at_visibility_kind_sort_ke_idx";

-- DropIndex
DROP INDEX "signature_queue_idx";

-- DropIndex
DROP INDEX "signature_domain_idx";

-- DropIndex
DROP INDEX "signature_invalidation_id_state_idx";

-- DropIndex
DROP INDEX "signature_letter_id_proposed_at_idx";

-- CreateIndex
CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "hidden_at", "visibility", "kind", "sort_key", "id") WHERE (state = 'published');

-- CreateIndex
CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "id", "kind", "country", "language", "signals") WHERE (state = 'pending' OR state = 'held');

-- CreateIndex
CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "id") WHERE (state = 'pending' OR state = 'held');

-- CreateIndex
CREATE INDEX "signature_invalidation_id_state_idx" ON "signature"("invalidation_id", "state") WHERE (invalidation_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "signature_letter_id_proposed_at_idx" ON "signature"("letter_id", "proposed_at") WHERE (proposed_at IS NOT NULL);
