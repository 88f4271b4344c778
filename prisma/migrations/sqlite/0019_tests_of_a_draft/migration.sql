-- Staff can sign a draft to try it: such an entry is never counted in public, and is deleted by the
-- statement that opens the letter. A letter can have a goal, and a draft that never opened be deleted.

ALTER TABLE "letter" ADD COLUMN "goal" INTEGER;
ALTER TABLE "signature" ADD COLUMN "is_test" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "signature_test_idx" ON "signature"("letter_id") WHERE is_test;

CREATE TRIGGER test_is_of_a_draft BEFORE INSERT ON signature
WHEN NEW.is_test
  AND NOT EXISTS (SELECT 1 FROM letter WHERE id = NEW.letter_id AND state = 'draft')
BEGIN
  SELECT RAISE(ABORT, 'a test is signed on a draft');
END;

CREATE TRIGGER letter_opened AFTER UPDATE OF state ON letter
WHEN OLD.state = 'draft' AND NEW.state <> 'draft'
BEGIN
  DELETE FROM signature WHERE letter_id = NEW.id AND is_test;
END;

CREATE TRIGGER letter_deleted BEFORE DELETE ON letter
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
END;

DROP TRIGGER signature_counted;

CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN NOT NEW.is_test AND (
  (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
)
BEGIN
  UPDATE letter_version SET
    organisations = organisations - (OLD.kind = 'organisation'),
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full'),
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')
  WHERE id = OLD.letter_version_id AND OLD.state = 'published' AND OLD.hidden_at IS NULL;
  UPDATE letter_version SET
    organisations = organisations + (NEW.kind = 'organisation'),
    individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full'),
    anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')
  WHERE id = NEW.letter_version_id AND NEW.state = 'published' AND NEW.hidden_at IS NULL;
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    (organisations, individuals, anonymous) = (
      SELECT
        coalesce(sum(version.organisations), 0), coalesce(sum(version.individuals), 0),
        coalesce(sum(version.anonymous), 0)
      FROM letter_version AS version
      WHERE version.letter_id = letter.id AND version.text_number = (
        SELECT text_number FROM letter_version AS shown WHERE shown.id = letter.current_version_id
      )
    )
  WHERE id = NEW.letter_id;
  DELETE FROM listed_word
  WHERE letter_id = OLD.letter_id AND text_number = OLD.text_number AND kind = OLD.kind
    AND word IN (SELECT value FROM json_each(OLD.search_words))
    AND sort_key = OLD.sort_key AND signature_id = OLD.id;
  INSERT INTO listed_word (
    letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
  )
  SELECT DISTINCT
    NEW.letter_id, (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id),
    NEW.kind, value, NEW.sort_key, NEW.id, NEW.word_bits, NEW.country
  FROM json_each(NEW.search_words)
  WHERE NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
    AND substr(NEW.sort_key, 1, length(value)) <> value;
END;

DROP TRIGGER signature_deleted;

CREATE TRIGGER signature_deleted AFTER DELETE ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL AND NOT OLD.is_test
BEGIN
  UPDATE letter_version SET
    organisations = organisations - (OLD.kind = 'organisation'),
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full'),
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')
  WHERE id = OLD.letter_version_id AND OLD.state = 'published' AND OLD.hidden_at IS NULL;
  UPDATE letter SET
    revision = revision + 1,
    (organisations, individuals, anonymous) = (
      SELECT
        coalesce(sum(version.organisations), 0), coalesce(sum(version.individuals), 0),
        coalesce(sum(version.anonymous), 0)
      FROM letter_version AS version
      WHERE version.letter_id = letter.id AND version.text_number = (
        SELECT text_number FROM letter_version AS shown WHERE shown.id = letter.current_version_id
      )
    )
  WHERE id = OLD.letter_id;
  DELETE FROM listed_word
  WHERE letter_id = OLD.letter_id AND text_number = OLD.text_number AND kind = OLD.kind
    AND word IN (SELECT value FROM json_each(OLD.search_words))
    AND sort_key = OLD.sort_key AND signature_id = OLD.id;
END;
