-- A moderator can correct capitals, spaces and punctuation, and move words between fields. What the
-- signatory wrote stands here until they change the entry, take it back, or the entry is erased.

CREATE TABLE "former_wording" (
  "signature_id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "title" TEXT,
  "affiliation" TEXT,
  "contact_role" TEXT,
  "corrected_at" DATETIME NOT NULL,
  "taken_back_at" DATETIME,
  CONSTRAINT "former_wording_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('correct', 'pending', 'pending', 'corrected', NULL, FALSE, NULL, NULL, FALSE, TRUE),
  ('restore-wording', 'pending', 'pending', 'wording-restored', NULL, FALSE, NULL, NULL, FALSE, TRUE),
  ('restore-wording', 'published', 'published', 'wording-restored', NULL, FALSE, NULL, NULL, FALSE, TRUE);

CREATE TRIGGER signature_corrected AFTER UPDATE OF move_no ON signature
WHEN NEW.move IN ('correct', 'restore-wording', 'edit', 'accept-change') OR NEW.name = ''
  OR NEW.contact_role IS NOT OLD.contact_role
BEGIN
  SELECT RAISE(ABORT, 'its signatory took a correction back')
  WHERE NEW.move = 'correct' AND EXISTS (
    SELECT 1 FROM former_wording WHERE signature_id = NEW.id AND taken_back_at IS NOT NULL
  );
  SELECT RAISE(ABORT, 'that is not the former wording')
  WHERE NEW.move = 'restore-wording' AND NOT EXISTS (
    SELECT 1 FROM former_wording
    WHERE signature_id = NEW.id AND taken_back_at IS NULL AND name = NEW.name
      AND title IS NEW.title AND affiliation IS NEW.affiliation
      AND contact_role IS NEW.contact_role
  );
  INSERT OR IGNORE INTO former_wording (
    signature_id, name, title, affiliation, contact_role, corrected_at
  )
  SELECT NEW.id, OLD.name, OLD.title, OLD.affiliation, OLD.contact_role, NEW.moved_at
  WHERE NEW.move = 'correct';
  UPDATE former_wording SET corrected_at = NEW.moved_at
  WHERE NEW.move = 'correct' AND signature_id = NEW.id;
  DELETE FROM former_wording
  WHERE NEW.move = 'correct' AND signature_id = NEW.id AND name = NEW.name
    AND title IS NEW.title AND affiliation IS NEW.affiliation
    AND contact_role IS NEW.contact_role;
  UPDATE former_wording SET
    name = '', title = NULL, affiliation = NULL, contact_role = NULL, taken_back_at = NEW.moved_at
  WHERE NEW.move = 'restore-wording' AND signature_id = NEW.id;
  UPDATE former_wording SET contact_role = NEW.contact_role
  WHERE NEW.move NOT IN ('correct', 'restore-wording') AND signature_id = NEW.id
    AND taken_back_at IS NULL AND NEW.contact_role IS NOT OLD.contact_role;
  DELETE FROM former_wording
  WHERE signature_id = NEW.id AND (NEW.name = '' OR NEW.move IN ('edit', 'accept-change'));
END;
