-- Staff can erase an entry from every state, take it down for a day before it is erased, and take it
-- off the list to be read again. The rule of `takedown` stays: an earlier version of the server, beside
-- this one, goes on erasing at once by it.

ALTER TABLE "signature" ADD COLUMN "takendown_from" TEXT;
ALTER TABLE "signature" ADD COLUMN "unpublished_at" DATETIME;

CREATE INDEX "signature_takendown_idx" ON "signature"("moved_at") WHERE takendown_from IS NOT NULL;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('unpublish', 'published', 'pending', 'pending', NULL, FALSE, 'decision', NULL, FALSE, FALSE),
  ('republish', 'pending', 'published', 'published', NULL, FALSE, NULL, 'unpublish', FALSE, FALSE),
  ('withhold', 'held', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('withhold', 'unverified', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('withhold', 'pending', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('withhold', 'published', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('withhold', 'rejected', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, FALSE, FALSE),
  ('put-back', 'takendown', 'held', 'held', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('put-back', 'takendown', 'unverified', 'unverified', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('put-back', 'takendown', 'pending', 'pending', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('put-back', 'takendown', 'published', 'published', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('put-back', 'takendown', 'rejected', 'rejected', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('complete-takedown', 'takendown', 'takendown', 'erased', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'held', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'unverified', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'pending', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'published', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'rejected', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'invalidated', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('erase', 'takendown', 'takendown', 'takendown', NULL, FALSE, 'all', NULL, TRUE, FALSE);
