-- A moderator can correct capitals, spaces and punctuation, and move words between fields. What the
-- signatory wrote stands here until they change the entry, take it back, or the entry is erased.

CREATE TABLE "former_wording" (
  "signature_id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C" NOT NULL,
  "title" TEXT COLLATE "C",
  "affiliation" TEXT COLLATE "C",
  "contact_role" TEXT COLLATE "C",
  "corrected_at" TIMESTAMP(3) NOT NULL,
  "taken_back_at" TIMESTAMP(3),
  CONSTRAINT "former_wording_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('correct', 'pending', 'pending', 'corrected', NULL, FALSE, NULL, NULL, FALSE, TRUE),
  ('restore-wording', 'pending', 'pending', 'wording-restored', NULL, FALSE, NULL, NULL, FALSE, TRUE),
  ('restore-wording', 'published', 'published', 'wording-restored', NULL, FALSE, NULL, NULL, FALSE, TRUE);

CREATE FUNCTION keep_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name = '' OR NEW.move IN ('edit', 'accept-change') THEN
    DELETE FROM former_wording WHERE signature_id = NEW.id;
    RETURN NULL;
  END IF;
  IF NEW.move = 'restore-wording' THEN
    UPDATE former_wording SET
      name = '', title = NULL, affiliation = NULL, contact_role = NULL, taken_back_at = NEW.moved_at
    WHERE signature_id = NEW.id AND taken_back_at IS NULL AND name = NEW.name
      AND title IS NOT DISTINCT FROM NEW.title
      AND affiliation IS NOT DISTINCT FROM NEW.affiliation
      AND contact_role IS NOT DISTINCT FROM NEW.contact_role;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'that is not the former wording';
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.move <> 'correct' THEN
    UPDATE former_wording SET contact_role = NEW.contact_role
    WHERE signature_id = NEW.id AND taken_back_at IS NULL;
    RETURN NULL;
  END IF;
  IF EXISTS (
    SELECT 1 FROM former_wording WHERE signature_id = NEW.id AND taken_back_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'its signatory took a correction back';
  END IF;
  INSERT INTO former_wording (signature_id, name, title, affiliation, contact_role, corrected_at)
  VALUES (NEW.id, OLD.name, OLD.title, OLD.affiliation, OLD.contact_role, NEW.moved_at)
  ON CONFLICT (signature_id) DO UPDATE SET corrected_at = NEW.moved_at;
  DELETE FROM former_wording
  WHERE signature_id = NEW.id AND name = NEW.name
    AND title IS NOT DISTINCT FROM NEW.title
    AND affiliation IS NOT DISTINCT FROM NEW.affiliation
    AND contact_role IS NOT DISTINCT FROM NEW.contact_role;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_corrected AFTER UPDATE OF move_no ON signature FOR EACH ROW
WHEN (
  NEW.move IN ('correct', 'restore-wording', 'edit', 'accept-change') OR NEW.name = ''
  OR NEW.contact_role IS DISTINCT FROM OLD.contact_role
)
EXECUTE FUNCTION keep_wording();
