-- Staff can sign a draft to try it: such an entry is never counted in public, and is deleted by the
-- statement that opens the letter. A letter can have a goal, and a draft that never opened be deleted.

ALTER TABLE "letter" ADD COLUMN "goal" INTEGER;
ALTER TABLE "signature" ADD COLUMN "is_test" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "signature_test_idx" ON "signature"("letter_id") WHERE is_test;

-- Locks the letter: opening it waits for this test and then deletes it, or this waits and is refused.
CREATE FUNCTION refuse_test() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM letter WHERE id = NEW.letter_id AND state = 'draft' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a test is signed on a draft';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER test_is_of_a_draft BEFORE INSERT ON signature FOR EACH ROW
WHEN (NEW.is_test) EXECUTE FUNCTION refuse_test();

CREATE FUNCTION delete_tests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signature WHERE letter_id = NEW.id AND is_test;
  RETURN NULL;
END $$;
CREATE TRIGGER letter_opened AFTER UPDATE OF state ON letter FOR EACH ROW
WHEN (OLD.state = 'draft' AND NEW.state <> 'draft') EXECUTE FUNCTION delete_tests();

CREATE FUNCTION delete_with_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signature WHERE letter_id = OLD.id AND is_test;
  DELETE FROM letter_version WHERE letter_id = OLD.id;
  DELETE FROM letter_reason WHERE letter_id = OLD.id;
  DELETE FROM role WHERE letter_id = OLD.id;
  DELETE FROM invalidation WHERE letter_id = OLD.id;
  DELETE FROM proposed_text WHERE letter_id = OLD.id;
  DELETE FROM asking WHERE letter_id = OLD.id;
  DELETE FROM presence WHERE letter_id = OLD.id;
  DELETE FROM signature_count WHERE letter_id = OLD.id;
  DELETE FROM former_entry WHERE letter_id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER letter_deleted BEFORE DELETE ON letter FOR EACH ROW
EXECUTE FUNCTION delete_with_letter();

DROP TRIGGER signature_counted ON signature;
CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature FOR EACH ROW
WHEN (NOT NEW.is_test AND (
  (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
))
EXECUTE FUNCTION count_signature();

DROP TRIGGER signature_deleted ON signature;
CREATE TRIGGER signature_deleted AFTER DELETE ON signature FOR EACH ROW
WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL AND NOT OLD.is_test)
EXECUTE FUNCTION uncount_signature();
