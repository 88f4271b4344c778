-- Names stay under the text that they signed: versions that say the same share a text number, each
-- version counts who signed it, and the public list is in the order of texts. Questions about an
-- entry, of whatever kind, stand in one table; what an earlier version of the server writes to
-- second_confirmation goes there, the address with it. With a million entries this takes a minute, in
-- which nobody can sign.

ALTER TABLE "letter" ADD COLUMN "affiliations_note" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "letter" ADD COLUMN "shows_figures" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "letter_version" ADD COLUMN "text_number" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "letter_version" ADD COLUMN "reason" TEXT COLLATE "C";
ALTER TABLE "letter_version" ADD COLUMN "approved_by" TEXT COLLATE "C";
ALTER TABLE "letter_version" ADD COLUMN "public_since" TIMESTAMP(3);
ALTER TABLE "letter_version" ADD COLUMN "organisations" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "letter_version" ADD COLUMN "individuals" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "letter_version" ADD COLUMN "anonymous" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "signature" ADD COLUMN "text_number" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "signature" ADD COLUMN "capacity" TEXT COLLATE "C";
ALTER TABLE "signature" ADD COLUMN "consent_at" TIMESTAMP(3);
ALTER TABLE "signature" ADD COLUMN "updates_hash" TEXT COLLATE "C";
ALTER TABLE "signature" ADD COLUMN "updates_at" TIMESTAMP(3);

ALTER TABLE "outbox" ADD COLUMN "question_id" TEXT COLLATE "C";

CREATE TABLE "proposed_text" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "closing" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "based_on" TEXT COLLATE "C" NOT NULL,
    "proposed_by" TEXT COLLATE "C" NOT NULL,
    "proposed_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "proposed_text_pkey" PRIMARY KEY ("letter_id")
);

CREATE TABLE "question" (
    "id" TEXT COLLATE "C" NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "about" INTEGER NOT NULL,
    "email" TEXT COLLATE "C",
    "wording" TEXT COLLATE "C",
    "asked_by" TEXT COLLATE "C" NOT NULL,
    "asked_at" TIMESTAMP(3) NOT NULL,
    "mailed_at" TIMESTAMP(3),
    "expires_at" TIMESTAMP(3),
    "answered_at" TIMESTAMP(3),
    "answer" TEXT COLLATE "C",

    CONSTRAINT "question_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "question_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "question_signature_id_kind_about_key" ON "question"("signature_id", "kind", "about");
CREATE INDEX "question_letter_id_kind_about_answer_mailed_at_idx" ON "question"("letter_id", "kind", "about", "answer", "mailed_at");

CREATE TABLE "asking" (
    "letter_id" TEXT COLLATE "C" NOT NULL,
    "about" INTEGER NOT NULL,
    "wording" TEXT COLLATE "C" NOT NULL,
    "asked_by" TEXT COLLATE "C" NOT NULL,
    "asked_at" TIMESTAMP(3) NOT NULL,
    "asked_up_to" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "asking_pkey" PRIMARY KEY ("letter_id","about")
);

-- Texts so far: each is its own, unless the very same one came before.

UPDATE letter_version SET text_number = (
  SELECT count(*) FROM letter_version AS earlier
  WHERE earlier.letter_id = letter_version.letter_id AND (earlier.created_at, earlier.id) <= (
    SELECT first.created_at, first.id FROM letter_version AS first
    WHERE first.letter_id = letter_version.letter_id AND first.text_hash = letter_version.text_hash
    ORDER BY first.created_at, first.id LIMIT 1
  )
);
UPDATE letter_version SET public_since = created_at
WHERE id IN (SELECT current_version_id FROM letter WHERE state <> 'draft')
  OR id IN (SELECT letter_version_id FROM signature);
UPDATE letter_version SET
  organisations = signed.organisations,
  individuals = signed.individuals,
  anonymous = signed.anonymous
FROM (
  SELECT
    letter_version_id,
    count(*) FILTER (WHERE kind = 'organisation') AS organisations,
    count(*) FILTER (WHERE kind = 'individual' AND visibility = 'full') AS individuals,
    count(*) FILTER (WHERE kind = 'individual' AND visibility = 'anonymous') AS anonymous
  FROM signature WHERE state = 'published' AND hidden_at IS NULL
  GROUP BY letter_version_id
) AS signed
WHERE signed.letter_version_id = letter_version.id;
UPDATE signature SET text_number = (
  SELECT text_number FROM letter_version WHERE letter_version.id = letter_version_id
)
WHERE letter_version_id IN (SELECT id FROM letter_version WHERE text_number <> 1);
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
    );
UPDATE signature SET consent_at = signed_at WHERE consent_hash IS NOT NULL;

-- Questions to organisations become one kind of several.

INSERT INTO question (
  id, signature_id, letter_id, kind, about, email, asked_by, asked_at, expires_at, answered_at, answer
)
SELECT
  id, signature_id, letter_id, 'second',
  row_number() OVER (PARTITION BY signature_id ORDER BY asked_at, id),
  email, asked_by, asked_at, expires_at, answered_at, answer
FROM second_confirmation;
UPDATE second_confirmation SET email = NULL;
UPDATE question SET mailed_at = (
  SELECT sent_at FROM outbox
  WHERE outbox.signature_id = question.signature_id AND outbox.kind = 'second-confirmation'
    AND outbox.created_at = question.asked_at
  LIMIT 1
);
UPDATE outbox SET kind = 'question', question_id = (
  SELECT question.id FROM question
  WHERE question.signature_id = outbox.signature_id AND question.asked_at = outbox.created_at
  LIMIT 1
)
WHERE kind = 'second-confirmation';

-- The list and the words of its search, text by text.

DROP INDEX "signature_list_idx";
DROP INDEX "signature_country_idx";
CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "text_number", "kind", "sort_key", "id", "word_bits") WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full';
CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "country", "text_number", "kind", "sort_key", "id", "word_bits") WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full';

ALTER TABLE "listed_word" ADD COLUMN "text_number" INTEGER NOT NULL DEFAULT 1;
UPDATE listed_word AS word SET text_number = signature.text_number
FROM signature WHERE signature.id = word.signature_id AND signature.text_number <> 1;
ALTER TABLE "listed_word" ALTER COLUMN "text_number" DROP DEFAULT;
ALTER TABLE "listed_word" DROP CONSTRAINT "listed_word_pkey";
ALTER TABLE "listed_word" ADD CONSTRAINT "listed_word_pkey" PRIMARY KEY ("letter_id", "text_number", "kind", "word", "sort_key", "signature_id", "word_bits", "country");

-- The functions and triggers that know of it. What recounts a letter waits for its row first, and so
-- sees what whoever had it before has counted.

CREATE FUNCTION begin_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT 1 + coalesce(max(greatest(number, text_number)), 0) INTO NEW.text_number
  FROM letter_version WHERE letter_id = NEW.letter_id;
  RETURN NEW;
END $$;

CREATE TRIGGER letter_version_begun BEFORE INSERT ON letter_version FOR EACH ROW
WHEN (NEW.text_number = 0) EXECUTE FUNCTION begin_version();

CREATE FUNCTION show_letter(which text, at timestamp) RETURNS void LANGUAGE sql AS $$
  UPDATE letter SET
    revision = revision + 1,
    updated_at = GREATEST(updated_at, at),
    (organisations, individuals, anonymous) = (
      SELECT
        coalesce(sum(version.organisations), 0), coalesce(sum(version.individuals), 0),
        coalesce(sum(version.anonymous), 0)
      FROM letter_version AS version
      WHERE version.letter_id = letter.id AND version.text_number = (
        SELECT text_number FROM letter_version AS shown WHERE shown.id = letter.current_version_id
      )
    )
  WHERE id = which
$$;

CREATE FUNCTION count_in_version(entry signature, step integer) RETURNS void LANGUAGE sql AS $$
  UPDATE letter_version SET
    organisations = organisations + step * (entry.kind = 'organisation')::integer,
    individuals = individuals
      + step * (entry.kind = 'individual' AND entry.visibility = 'full')::integer,
    anonymous = anonymous
      + step * (entry.kind = 'individual' AND entry.visibility = 'anonymous')::integer
  WHERE id = entry.letter_version_id AND entry.state = 'published' AND entry.hidden_at IS NULL
$$;

CREATE OR REPLACE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM show_letter(NEW.id, NULL);
  UPDATE letter_version SET public_since = NEW.updated_at
  WHERE id = NEW.current_version_id AND public_since IS NULL AND NEW.state <> 'draft';
  RETURN NULL;
END $$;

DROP TRIGGER letter_changed ON letter;
CREATE TRIGGER letter_changed AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, current_version_id
ON letter FOR EACH ROW EXECUTE FUNCTION raise_revision();

CREATE FUNCTION stand_by_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT text_number INTO STRICT NEW.text_number
  FROM letter_version WHERE id = NEW.letter_version_id;
  RETURN NEW;
END $$;

CREATE TRIGGER signature_stands_by_text BEFORE INSERT OR UPDATE OF letter_version_id, text_number
ON signature FOR EACH ROW EXECUTE FUNCTION stand_by_text();

CREATE OR REPLACE FUNCTION count_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM letter WHERE id = NEW.letter_id FOR NO KEY UPDATE;
  PERFORM count_in_version(OLD, -1);
  PERFORM count_in_version(NEW, 1);
  PERFORM show_letter(NEW.letter_id, NEW.moved_at);
  PERFORM unlist_words(OLD);
  PERFORM list_words(NEW);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION uncount_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM letter WHERE id = OLD.letter_id FOR NO KEY UPDATE;
  PERFORM count_in_version(OLD, -1);
  PERFORM show_letter(OLD.letter_id, NULL);
  PERFORM unlist_words(OLD);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION list_words(entry signature) RETURNS void LANGUAGE sql AS $$
  INSERT INTO listed_word (
    letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
  )
  SELECT DISTINCT
    entry.letter_id, entry.text_number, entry.kind, word, entry.sort_key, entry.id,
    entry.word_bits, entry.country
  FROM jsonb_array_elements_text(entry.search_words::jsonb) AS word
  WHERE entry.state = 'published' AND entry.hidden_at IS NULL AND entry.visibility = 'full'
    AND NOT starts_with(entry.sort_key, word)
$$;

CREATE OR REPLACE FUNCTION unlist_words(entry signature) RETURNS void LANGUAGE sql AS $$
  DELETE FROM listed_word
  WHERE letter_id = entry.letter_id AND text_number = entry.text_number AND kind = entry.kind
    AND word IN (SELECT jsonb_array_elements_text(entry.search_words::jsonb))
    AND sort_key = entry.sort_key AND signature_id = entry.id
$$;

CREATE OR REPLACE FUNCTION begin_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM begun WHERE NOT EXISTS (
      SELECT 1 FROM move_rule AS rule
      WHERE rule.name = begun.move AND rule.from_state = '' AND rule.to_state = begun.state
    )
  ) THEN
    RAISE EXCEPTION 'an entry begins by a named move';
  END IF;
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT
    begun.letter_id, begun.id, begun.move, rule.event, NULL, begun.moved_at, begun.moved_by,
    begun.move_reason
  FROM begun JOIN move_rule AS rule
    ON rule.name = begun.move AND rule.from_state = '' AND rule.to_state = begun.state
  WHERE rule.event IS NOT NULL
  ORDER BY begun.id;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT rule.mail, begun.id, begun.letter_id, begun.moved_at, begun.mail_due_at
  FROM begun JOIN move_rule AS rule
    ON rule.name = begun.move AND rule.from_state = '' AND rule.to_state = begun.state
  WHERE rule.mail IS NOT NULL AND begun.email IS NOT NULL
  ORDER BY begun.id;
  PERFORM 1 FROM letter
  WHERE id IN (SELECT letter_id FROM begun WHERE state = 'published' AND hidden_at IS NULL)
  ORDER BY id FOR NO KEY UPDATE;
  UPDATE letter_version AS version SET
    organisations = version.organisations + signed.organisations,
    individuals = version.individuals + signed.individuals,
    anonymous = version.anonymous + signed.anonymous
  FROM (
    SELECT
      letter_version_id,
      count(*) FILTER (WHERE kind = 'organisation') AS organisations,
      count(*) FILTER (WHERE kind = 'individual' AND visibility = 'full') AS individuals,
      count(*) FILTER (WHERE kind = 'individual' AND visibility = 'anonymous') AS anonymous
    FROM begun WHERE state = 'published' AND hidden_at IS NULL
    GROUP BY letter_version_id
  ) AS signed
  WHERE version.id = signed.letter_version_id;
  PERFORM show_letter(letter_id, max(moved_at))
  FROM begun WHERE state = 'published' AND hidden_at IS NULL
  GROUP BY letter_id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT begun.letter_id, word, begun.id
  FROM begun, json_array_elements_text(begun.search_words::json) AS word;
  INSERT INTO listed_word (
    letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
  )
  SELECT DISTINCT
    begun.letter_id, begun.text_number, begun.kind, word, begun.sort_key, begun.id,
    begun.word_bits, begun.country
  FROM begun, jsonb_array_elements_text(begun.search_words::jsonb) AS word
  WHERE begun.state = 'published' AND begun.hidden_at IS NULL AND begun.visibility = 'full'
    AND NOT starts_with(begun.sort_key, word);
  INSERT INTO signature_count AS kept (letter_id, day, state, kind, is_hidden, count)
  SELECT
    letter_id, to_char(signed_at, 'YYYY-MM-DD') AS day, state, kind, hidden_at IS NOT NULL, count(*)
  FROM begun
  GROUP BY 1, 2, 3, 4, 5
  -- In one order, so that two statements never wait for each other.
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (letter_id, day, state, kind, is_hidden)
  DO UPDATE SET count = kept.count + excluded.count;
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
    OR NEW.source IS NOT NULL
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
    UPDATE question SET email = NULL WHERE signature_id = NEW.id;
  END IF;
  IF NEW.move = 'reaffirm' THEN
    UPDATE question SET answer = 'confirmed', answered_at = NEW.moved_at
    WHERE signature_id = NEW.id AND kind = 'reaffirm' AND about = NEW.text_number
      AND answer IS NULL;
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER signature_counted ON signature;
CREATE TRIGGER signature_counted AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature FOR EACH ROW
WHEN (
  (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
)
EXECUTE FUNCTION count_signature();

DROP TRIGGER signature_moves_by_name ON signature;
CREATE TRIGGER signature_moves_by_name BEFORE UPDATE OF state, hidden_at, proposed_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature FOR EACH ROW
WHEN (
  NEW.move_no IS NOT DISTINCT FROM OLD.move_no AND (
    NEW.state IS DISTINCT FROM OLD.state OR NEW.hidden_at IS DISTINCT FROM OLD.hidden_at
    OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at
    OR NEW.visibility IS DISTINCT FROM OLD.visibility OR NEW.name IS DISTINCT FROM OLD.name
    OR NEW.sort_key IS DISTINCT FROM OLD.sort_key OR NEW.title IS DISTINCT FROM OLD.title
    OR NEW.affiliation IS DISTINCT FROM OLD.affiliation
    OR NEW.website IS DISTINCT FROM OLD.website OR NEW.country IS DISTINCT FROM OLD.country
    OR NEW.capacity IS DISTINCT FROM OLD.capacity
    OR NEW.letter_version_id IS DISTINCT FROM OLD.letter_version_id
  )
)
EXECUTE FUNCTION refuse_nameless_change();

CREATE FUNCTION ask_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, NEW.kind || '-asked', state, NEW.asked_at, NEW.asked_by
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, question_id, letter_id, created_at, due_at)
  VALUES ('question', NEW.signature_id, NEW.id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
  RETURN NULL;
END $$;

CREATE TRIGGER question_asked AFTER INSERT ON question FOR EACH ROW EXECUTE FUNCTION ask_question();

CREATE FUNCTION answer_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-' || NEW.answer, state, NEW.answered_at, 'organisation'
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
  RETURN NULL;
END $$;

CREATE TRIGGER question_answered AFTER UPDATE OF answer ON question FOR EACH ROW
WHEN (OLD.answer IS NULL AND NEW.answer IS NOT NULL AND NEW.kind = 'second')
EXECUTE FUNCTION answer_question();

CREATE FUNCTION mail_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET mailed_at = NEW.sent_at WHERE id = NEW.question_id;
  RETURN NULL;
END $$;

CREATE TRIGGER question_mailed AFTER UPDATE OF state ON outbox FOR EACH ROW
WHEN (NEW.state = 'sent' AND NEW.question_id IS NOT NULL) EXECUTE FUNCTION mail_question();

CREATE OR REPLACE FUNCTION ask_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO question (id, signature_id, letter_id, kind, about, email, asked_by, asked_at, expires_at)
  SELECT
    NEW.id, NEW.signature_id, NEW.letter_id, 'second', 1 + count(*), NEW.email, NEW.asked_by,
    NEW.asked_at, NEW.expires_at
  FROM question WHERE signature_id = NEW.signature_id AND kind = 'second';
  UPDATE second_confirmation SET email = NULL WHERE id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION answer_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE question SET answer = NEW.answer, answered_at = NEW.answered_at
  WHERE id = NEW.id AND answer IS NULL;
  RETURN NULL;
END $$;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('reaffirm', 'pending', 'pending', 'reaffirmed', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('reaffirm', 'published', 'published', 'reaffirmed', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('join-news', 'pending', 'pending', 'news-joined', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('join-news', 'published', 'published', 'news-joined', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('join-news', 'rejected', 'rejected', 'news-joined', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('leave-news', 'pending', 'pending', 'news-left', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('leave-news', 'published', 'published', 'news-left', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('leave-news', 'rejected', 'rejected', 'news-left', NULL, FALSE, NULL, NULL, FALSE, FALSE);
