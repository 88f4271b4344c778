-- The public search reads the words of listed entries, in the order of the list, and rules entries
-- out by a Bloom filter of their words. Counts of entries are kept, so that nobody counts them.

-- DropIndex
DROP INDEX "signature_list_idx";

-- DropIndex
DROP INDEX "signature_country_idx";

-- DropIndex
DROP INDEX "signature_letter_id_state_signed_at_id_idx";

-- AlterTable
ALTER TABLE "signature" ADD COLUMN "word_bits" INTEGER NOT NULL DEFAULT -1;

-- CreateTable
CREATE TABLE "listed_word" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "sort_key" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "word_bits" INTEGER NOT NULL,
    "country" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "listed_word_pkey" PRIMARY KEY ("letter_id","kind","word","sort_key","signature_id","word_bits","country")
);

-- CreateTable
CREATE TABLE "signature_count" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "day" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "is_hidden" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "signature_count_pkey" PRIMARY KEY ("letter_id","day","state","kind","is_hidden")
);

-- CreateIndex
CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "hidden_at", "visibility", "kind", "sort_key", "id", "word_bits") WHERE (state = 'published');

-- CreateIndex
CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "hidden_at", "visibility", "country", "kind", "sort_key", "id", "word_bits") WHERE (state = 'published');

-- CreateIndex
CREATE INDEX "signature_state_idx" ON "signature"("letter_id", "state", "signed_at", "id", "kind", "country", "language", "signals");

INSERT INTO listed_word (letter_id, kind, word, sort_key, signature_id, word_bits, country)
SELECT DISTINCT letter_id, kind, word, sort_key, signature.id, word_bits, country
FROM signature, jsonb_array_elements_text(search_words::jsonb) AS word
WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full'
  AND NOT starts_with(sort_key, word);

INSERT INTO signature_count (letter_id, day, state, kind, is_hidden, count)
SELECT letter_id, to_char(signed_at, 'YYYY-MM-DD'), state, kind, hidden_at IS NOT NULL, count(*)
FROM signature GROUP BY 1, 2, 3, 4, 5;

-- The words of an entry, if it is in the public list, without those that it is sorted by: the list
-- itself is in their order.

CREATE FUNCTION list_words(entry signature) RETURNS void LANGUAGE sql AS $$
  INSERT INTO listed_word (letter_id, kind, word, sort_key, signature_id, word_bits, country)
  SELECT DISTINCT
    entry.letter_id, entry.kind, word, entry.sort_key, entry.id, entry.word_bits, entry.country
  FROM jsonb_array_elements_text(entry.search_words::jsonb) AS word
  WHERE entry.state = 'published' AND entry.hidden_at IS NULL AND entry.visibility = 'full'
    AND NOT starts_with(entry.sort_key, word)
$$;

CREATE FUNCTION unlist_words(entry signature) RETURNS void LANGUAGE sql AS $$
  DELETE FROM listed_word
  WHERE letter_id = entry.letter_id AND kind = entry.kind
    AND word IN (SELECT jsonb_array_elements_text(entry.search_words::jsonb))
    AND sort_key = entry.sort_key AND signature_id = entry.id
$$;

-- The functions of 0001 that know of it: entries that begin, erase, change in public, or are
-- deleted.

CREATE OR REPLACE FUNCTION begin_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an entry begins by a named move';
  END IF;
  IF rule.event IS NOT NULL THEN
    INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
    VALUES (NEW.letter_id, NEW.id, NEW.move, rule.event, NULL, NEW.moved_at, NEW.moved_by, NEW.move_reason);
  END IF;
  IF rule.mail IS NOT NULL AND NEW.email IS NOT NULL THEN
    INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
    VALUES (rule.mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at);
  END IF;
  IF NEW.state = 'published' AND NEW.hidden_at IS NULL THEN
    UPDATE letter SET
      revision = revision + 1,
      updated_at = GREATEST(updated_at, NEW.moved_at),
      organisations = organisations + (NEW.kind = 'organisation')::integer,
      individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full')::integer,
      anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')::integer
    WHERE id = NEW.letter_id;
  END IF;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, word, NEW.id
  FROM json_array_elements_text(NEW.search_words::json) AS word;
  PERFORM list_words(NEW);
  INSERT INTO signature_count AS kept (letter_id, day, state, kind, is_hidden, count)
  VALUES (
    NEW.letter_id, to_char(NEW.signed_at, 'YYYY-MM-DD'), NEW.state, NEW.kind,
    NEW.hidden_at IS NOT NULL, 1
  )
  ON CONFLICT (letter_id, day, state, kind, is_hidden) DO UPDATE SET count = kept.count + 1;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION move_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state;
  IF NOT FOUND OR NEW.move_no IS DISTINCT FROM OLD.move_no + 1 THEN
    RAISE EXCEPTION 'no such move from here';
  END IF;
  IF rule.erases AND (
    NEW.name <> '' OR NEW.sort_name IS NOT NULL OR NEW.sort_key <> '' OR NEW.title IS NOT NULL
    OR NEW.affiliation IS NOT NULL OR NEW.website IS NOT NULL OR NEW.country <> 'ZZ'
    OR NEW.contact_name IS NOT NULL OR NEW.contact_role IS NOT NULL OR NEW.updates
    OR NEW.email IS NOT NULL OR NEW.address_key IS NOT NULL OR NEW.address_limit_key IS NOT NULL
    OR NEW.domain_key IS NOT NULL OR NEW.client_key IS NOT NULL OR NEW.network_key IS NOT NULL
    OR NEW.name_key <> '' OR NEW.lookalike_key <> '' OR NEW.signals <> ''
    OR NEW.word_bits <> 0
    OR NEW.search_words <> '[]' OR NEW.proposal IS NOT NULL OR NEW.proposed_at IS NOT NULL
    OR NEW.verified_how IS NOT NULL OR NEW.verified_how_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'this move erases';
  END IF;
  IF rule.event IS NOT NULL THEN
    INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
    VALUES (NEW.letter_id, NEW.id, NEW.move, rule.event, OLD.state, NEW.moved_at, NEW.moved_by, NEW.move_reason);
  END IF;
  IF rule.drops IS NOT NULL THEN
    UPDATE outbox SET state = 'dropped', dropped_by = NEW.move
    WHERE signature_id = NEW.id AND state = 'due' AND (
      rule.drops = 'all'
      OR kind IN (SELECT decision.mail FROM move_rule AS decision WHERE decision.is_decision)
    );
  END IF;
  IF rule.returns IS NOT NULL THEN
    UPDATE outbox SET state = 'due', dropped_by = NULL
    WHERE signature_id = NEW.id AND state = 'dropped' AND dropped_by = rule.returns;
  END IF;
  IF rule.mail IS NOT NULL AND NEW.email IS NOT NULL
    AND (NOT rule.is_decision OR (NEW.verified_at IS NOT NULL AND NOT NEW.silent)) THEN
    INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
    VALUES (rule.mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at);
  END IF;
  IF rule.remembers AND OLD.entry_key <> NEW.entry_key THEN
    INSERT INTO former_entry (letter_id, entry_key) VALUES (OLD.letter_id, OLD.entry_key)
    ON CONFLICT DO NOTHING;
  END IF;
  IF rule.erases THEN
    DELETE FROM signature_note WHERE signature_id = NEW.id;
    UPDATE second_confirmation SET email = NULL WHERE signature_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was integer := (OLD.state = 'published' AND OLD.hidden_at IS NULL)::integer;
  now_is integer := (NEW.state = 'published' AND NEW.hidden_at IS NULL)::integer;
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = GREATEST(updated_at, NEW.moved_at),
    organisations = organisations
      - was * (OLD.kind = 'organisation')::integer
      + now_is * (NEW.kind = 'organisation')::integer,
    individuals = individuals
      - was * (OLD.kind = 'individual' AND OLD.visibility = 'full')::integer
      + now_is * (NEW.kind = 'individual' AND NEW.visibility = 'full')::integer,
    anonymous = anonymous
      - was * (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')::integer
      + now_is * (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')::integer
  WHERE id = NEW.letter_id;
  PERFORM unlist_words(OLD);
  PERFORM list_words(NEW);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION uncount_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    organisations = organisations - (OLD.kind = 'organisation')::integer,
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full')::integer,
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')::integer
  WHERE id = OLD.letter_id;
  PERFORM unlist_words(OLD);
  RETURN NULL;
END $$;

-- How many entries were signed on each day and are in each state.

CREATE FUNCTION recount_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE signature_count SET count = count - 1
  WHERE letter_id = OLD.letter_id AND day = to_char(OLD.signed_at, 'YYYY-MM-DD')
    AND state = OLD.state AND kind = OLD.kind AND is_hidden = (OLD.hidden_at IS NOT NULL);
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO signature_count AS kept (letter_id, day, state, kind, is_hidden, count)
    VALUES (
      NEW.letter_id, to_char(NEW.signed_at, 'YYYY-MM-DD'), NEW.state, NEW.kind,
      NEW.hidden_at IS NOT NULL, 1
    )
    ON CONFLICT (letter_id, day, state, kind, is_hidden) DO UPDATE SET count = kept.count + 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_retallied AFTER UPDATE OF state, hidden_at, signed_at ON signature
FOR EACH ROW WHEN (
  NEW.state <> OLD.state OR (NEW.hidden_at IS NULL) <> (OLD.hidden_at IS NULL)
  OR NEW.signed_at::date <> OLD.signed_at::date
)
EXECUTE FUNCTION recount_signature();

CREATE TRIGGER signature_untallied AFTER DELETE ON signature
FOR EACH ROW EXECUTE FUNCTION recount_signature();
