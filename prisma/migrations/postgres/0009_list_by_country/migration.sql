-- CreateIndex
CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "hidden_at", "visibility", "country", "kind", "sort_key", "id") WHERE (state = 'published');
