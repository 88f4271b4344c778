-- Mail that a stranger can cause is counted by purpose and in spans of time, and what is over a cap
-- waits. A network has a share of it, so the entry says from which one its last mail was asked for.
-- A link to an own page that has left replaces the older ones by a named move, and another asks for
-- the link to all entries of an address.

ALTER TABLE "signature" ADD COLUMN "mail_network_key" TEXT;

CREATE TABLE "mail_allowance" (
    "address_limit_key" TEXT NOT NULL PRIMARY KEY,
    "spent" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "expires_at" DATETIME NOT NULL
);
CREATE INDEX "mail_allowance_expires_at_idx" ON "mail_allowance"("expires_at");

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('send-entries', 'unverified', 'unverified', NULL, 'own-entries', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-entries', 'pending', 'pending', NULL, 'own-entries', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-entries', 'published', 'published', NULL, 'own-entries', FALSE, NULL, NULL, FALSE, FALSE),
  ('send-entries', 'rejected', 'rejected', NULL, 'own-entries', FALSE, NULL, NULL, FALSE, FALSE),
  ('replace-links', 'pending', 'pending', NULL, NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('replace-links', 'published', 'published', NULL, NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('replace-links', 'rejected', 'rejected', NULL, NULL, FALSE, NULL, NULL, FALSE, FALSE);
