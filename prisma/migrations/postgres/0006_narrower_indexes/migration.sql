-- Look-alikes are ordered by their ids, which follow time: what a filter looks through is a third
-- narrower. What one member of staff did is found without reading what everybody did.

-- DropIndex
DROP INDEX "signature_queue_idx";

-- DropIndex
DROP INDEX "signature_domain_idx";

-- DropIndex
DROP INDEX "signature_network_idx";

-- CreateIndex
CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "id", "kind", "country", "language", "signals");

-- CreateIndex
CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "id");

-- CreateIndex
CREATE INDEX "signature_network_idx" ON "signature"("letter_id", "state", "network_key", "stands_at", "stands_with", "id");

-- CreateIndex
CREATE INDEX "event_letter_id_by_at_idx" ON "event"("letter_id", "by", "at");
