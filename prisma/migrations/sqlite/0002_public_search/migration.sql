-- The public search reads the words of listed entries, in the order of the list, and rules entries
-- out by a Bloom filter of their words. Counts of entries are kept, so that nobody counts them.

ALTER TABLE "signature" ADD COLUMN "word_bits" INTEGER NOT NULL DEFAULT -1;

-- A table is its primary key here: each row is stored once.
CREATE TABLE "listed_word" (
    "letter_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "signature_id" TEXT NOT NULL,
    "word_bits" INTEGER NOT NULL,
    "country" TEXT NOT NULL,

    PRIMARY KEY ("letter_id", "kind", "word", "sort_key", "signature_id", "word_bits", "country")
) WITHOUT ROWID;

CREATE TABLE "signature_count" (
    "letter_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "is_hidden" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("letter_id", "day", "state", "kind", "is_hidden")
) WITHOUT ROWID;

DROP INDEX "signature_list_idx";
DROP INDEX "signature_country_idx";
DROP INDEX "signature_letter_id_state_signed_at_id_idx";

CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "hidden_at", "visibility", "kind", "sort_key", "id", "word_bits") WHERE state = 'published';

CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "hidden_at", "visibility", "country", "kind", "sort_key", "id", "word_bits") WHERE state = 'published';

CREATE INDEX "signature_state_idx" ON "signature"("letter_id", "state", "signed_at", "id", "kind", "country", "language", "signals");

INSERT INTO listed_word (letter_id, kind, word, sort_key, signature_id, word_bits, country)
SELECT DISTINCT letter_id, kind, value, sort_key, signature.id, word_bits, country
FROM signature, json_each(search_words)
WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full'
  AND substr(sort_key, 1, length(value)) <> value;

INSERT INTO signature_count (letter_id, day, state, kind, is_hidden, count)
SELECT letter_id, substr(signed_at, 1, 10), state, kind, hidden_at IS NOT NULL, count(*)
FROM signature GROUP BY 1, 2, 3, 4, 5;

-- The triggers of 0001 that know of it: entries that begin, erase, change in public, or are deleted.
-- The words that an entry is sorted by are left out: the list itself is in their order.

DROP TRIGGER signature_begun;
DROP TRIGGER signature_moved;
DROP TRIGGER signature_counted;
DROP TRIGGER signature_deleted;

CREATE TRIGGER signature_begun AFTER INSERT ON signature
BEGIN
  SELECT RAISE(ABORT, 'an entry begins by a named move')
  WHERE NOT EXISTS (
    SELECT 1 FROM move_rule WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state
  );
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.move, event, NULL, NEW.moved_at, NEW.moved_by, NEW.move_reason
  FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state AND event IS NOT NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at
  FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state
    AND mail IS NOT NULL AND NEW.email IS NOT NULL;
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations + (NEW.kind = 'organisation'),
    individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full'),
    anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')
  WHERE id = NEW.letter_id AND NEW.state = 'published' AND NEW.hidden_at IS NULL;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
  INSERT INTO listed_word (letter_id, kind, word, sort_key, signature_id, word_bits, country)
  SELECT DISTINCT NEW.letter_id, NEW.kind, value, NEW.sort_key, NEW.id, NEW.word_bits, NEW.country
  FROM json_each(NEW.search_words)
  WHERE NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
    AND substr(NEW.sort_key, 1, length(value)) <> value;
  INSERT INTO signature_count (letter_id, day, state, kind, is_hidden, count)
  VALUES (
    NEW.letter_id, substr(NEW.signed_at, 1, 10), NEW.state, NEW.kind, NEW.hidden_at IS NOT NULL, 1
  )
  ON CONFLICT (letter_id, day, state, kind, is_hidden) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON signature
BEGIN
  SELECT RAISE(ABORT, 'no such move from here')
  WHERE NEW.move_no IS NOT OLD.move_no + 1 OR NOT EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  SELECT RAISE(ABORT, 'this move erases')
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
    AND (
      NEW.name <> '' OR NEW.sort_name IS NOT NULL OR NEW.sort_key <> '' OR NEW.title IS NOT NULL
      OR NEW.affiliation IS NOT NULL OR NEW.website IS NOT NULL OR NEW.country <> 'ZZ'
      OR NEW.contact_name IS NOT NULL OR NEW.contact_role IS NOT NULL OR NEW.updates
      OR NEW.email IS NOT NULL OR NEW.address_key IS NOT NULL OR NEW.address_limit_key IS NOT NULL
      OR NEW.domain_key IS NOT NULL OR NEW.client_key IS NOT NULL OR NEW.network_key IS NOT NULL
      OR NEW.name_key <> '' OR NEW.lookalike_key <> '' OR NEW.signals <> ''
      OR NEW.word_bits <> 0
      OR NEW.search_words <> '[]' OR NEW.proposal IS NOT NULL OR NEW.proposed_at IS NOT NULL
      OR NEW.verified_how IS NOT NULL OR NEW.verified_how_at IS NOT NULL
    );
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.move, event, OLD.state, NEW.moved_at, NEW.moved_by,
    NEW.move_reason
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND event IS NOT NULL;
  UPDATE outbox SET state = 'dropped', dropped_by = NEW.move
  WHERE signature_id = NEW.id AND state = 'due' AND EXISTS (
    SELECT 1 FROM move_rule AS rule
    WHERE rule.name = NEW.move AND rule.from_state = OLD.state AND rule.to_state = NEW.state
      AND (
        rule.drops = 'all'
        OR rule.drops = 'decision'
        AND outbox.kind IN (SELECT decision.mail FROM move_rule AS decision WHERE decision.is_decision)
      )
  );
  UPDATE outbox SET state = 'due', dropped_by = NULL
  WHERE signature_id = NEW.id AND state = 'dropped' AND dropped_by = (
    SELECT returns FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at
  FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND mail IS NOT NULL AND NEW.email IS NOT NULL
    AND (NOT is_decision OR (NEW.verified_at IS NOT NULL AND NOT NEW.silent));
  INSERT OR IGNORE INTO former_entry (letter_id, entry_key)
  SELECT OLD.letter_id, OLD.entry_key FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND remembers AND OLD.entry_key <> NEW.entry_key;
  DELETE FROM signature_note
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
  UPDATE second_confirmation SET email = NULL
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
END;

CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country
ON signature
WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations
      - (OLD.kind = 'organisation' AND OLD.state = 'published' AND OLD.hidden_at IS NULL)
      + (NEW.kind = 'organisation' AND NEW.state = 'published' AND NEW.hidden_at IS NULL),
    individuals = individuals
      - (OLD.kind = 'individual' AND OLD.visibility = 'full'
        AND OLD.state = 'published' AND OLD.hidden_at IS NULL)
      + (NEW.kind = 'individual' AND NEW.visibility = 'full'
        AND NEW.state = 'published' AND NEW.hidden_at IS NULL),
    anonymous = anonymous
      - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous'
        AND OLD.state = 'published' AND OLD.hidden_at IS NULL)
      + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous'
        AND NEW.state = 'published' AND NEW.hidden_at IS NULL)
  WHERE id = NEW.letter_id;
  DELETE FROM listed_word
  WHERE letter_id = OLD.letter_id AND kind = OLD.kind
    AND word IN (SELECT value FROM json_each(OLD.search_words))
    AND sort_key = OLD.sort_key AND signature_id = OLD.id;
  INSERT INTO listed_word (letter_id, kind, word, sort_key, signature_id, word_bits, country)
  SELECT DISTINCT NEW.letter_id, NEW.kind, value, NEW.sort_key, NEW.id, NEW.word_bits, NEW.country
  FROM json_each(NEW.search_words)
  WHERE NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
    AND substr(NEW.sort_key, 1, length(value)) <> value;
END;

CREATE TRIGGER signature_deleted AFTER DELETE ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    organisations = organisations - (OLD.kind = 'organisation'),
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full'),
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')
  WHERE id = OLD.letter_id;
  DELETE FROM listed_word
  WHERE letter_id = OLD.letter_id AND kind = OLD.kind
    AND word IN (SELECT value FROM json_each(OLD.search_words))
    AND sort_key = OLD.sort_key AND signature_id = OLD.id;
END;

-- How many entries were signed on each day and are in each state.

CREATE TRIGGER signature_retallied AFTER UPDATE OF state, hidden_at, signed_at ON signature
WHEN NEW.state <> OLD.state OR (NEW.hidden_at IS NULL) <> (OLD.hidden_at IS NULL)
  OR substr(NEW.signed_at, 1, 10) <> substr(OLD.signed_at, 1, 10)
BEGIN
  UPDATE signature_count SET count = count - 1
  WHERE letter_id = OLD.letter_id AND day = substr(OLD.signed_at, 1, 10) AND state = OLD.state
    AND kind = OLD.kind AND is_hidden = (OLD.hidden_at IS NOT NULL);
  INSERT INTO signature_count (letter_id, day, state, kind, is_hidden, count)
  VALUES (
    NEW.letter_id, substr(NEW.signed_at, 1, 10), NEW.state, NEW.kind, NEW.hidden_at IS NOT NULL, 1
  )
  ON CONFLICT (letter_id, day, state, kind, is_hidden) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER signature_untallied AFTER DELETE ON signature
BEGIN
  UPDATE signature_count SET count = count - 1
  WHERE letter_id = OLD.letter_id AND day = substr(OLD.signed_at, 1, 10) AND state = OLD.state
    AND kind = OLD.kind AND is_hidden = (OLD.hidden_at IS NOT NULL);
END;
