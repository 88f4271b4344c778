-- Names stay under the text that they signed: versions that say the same share a text number, each
-- version counts who signed it, and the public list is in the order of texts. Questions about an
-- entry, of whatever kind, stand in one table; what an earlier version of the server writes to
-- second_confirmation goes there, the address with it. With a million entries this takes a minute, in
-- which nobody can sign.

ALTER TABLE "letter" ADD COLUMN "affiliations_note" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "letter" ADD COLUMN "shows_figures" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "letter_version" ADD COLUMN "text_number" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "letter_version" ADD COLUMN "reason" TEXT;
ALTER TABLE "letter_version" ADD COLUMN "approved_by" TEXT;
ALTER TABLE "letter_version" ADD COLUMN "public_since" DATETIME;
ALTER TABLE "letter_version" ADD COLUMN "organisations" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "letter_version" ADD COLUMN "individuals" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "letter_version" ADD COLUMN "anonymous" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "signature" ADD COLUMN "text_number" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "signature" ADD COLUMN "capacity" TEXT;
ALTER TABLE "signature" ADD COLUMN "consent_at" DATETIME;
ALTER TABLE "signature" ADD COLUMN "updates_hash" TEXT;
ALTER TABLE "signature" ADD COLUMN "updates_at" DATETIME;

ALTER TABLE "outbox" ADD COLUMN "question_id" TEXT;

CREATE TABLE "proposed_text" (
    "letter_id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "closing" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "based_on" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" DATETIME NOT NULL
);

CREATE TABLE "question" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "signature_id" TEXT NOT NULL,
    "letter_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" INTEGER NOT NULL,
    "email" TEXT,
    "wording" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" DATETIME NOT NULL,
    "mailed_at" DATETIME,
    "expires_at" DATETIME,
    "answered_at" DATETIME,
    "answer" TEXT,
    CONSTRAINT "question_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "question_signature_id_kind_about_key" ON "question"("signature_id", "kind", "about");
CREATE INDEX "question_letter_id_kind_about_answer_mailed_at_idx" ON "question"("letter_id", "kind", "about", "answer", "mailed_at");

CREATE TABLE "asking" (
    "letter_id" TEXT NOT NULL,
    "about" INTEGER NOT NULL,
    "wording" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" DATETIME NOT NULL,
    "asked_up_to" TEXT NOT NULL DEFAULT '',
    "ended_at" DATETIME,

    PRIMARY KEY ("letter_id", "about")
);

-- The triggers that know of it, and those that stand in the way of a table that is made anew.

DROP TRIGGER letter_changed;
DROP TRIGGER second_confirmation_answered;
DROP TRIGGER second_confirmation_asked;
DROP TRIGGER signature_begun;
DROP TRIGGER signature_counted;
DROP TRIGGER signature_deleted;
DROP TRIGGER signature_moved;
DROP TRIGGER signature_moves_by_name;

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

CREATE TABLE "listed_word_of_text" (
    "letter_id" TEXT NOT NULL,
    "text_number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "signature_id" TEXT NOT NULL,
    "word_bits" INTEGER NOT NULL,
    "country" TEXT NOT NULL,

    PRIMARY KEY ("letter_id", "text_number", "kind", "word", "sort_key", "signature_id", "word_bits", "country")
) WITHOUT ROWID;
INSERT INTO listed_word_of_text (
  letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
)
SELECT
  word.letter_id, text_number, word.kind, word, word.sort_key, signature_id, word.word_bits,
  word.country
FROM listed_word AS word JOIN signature ON signature.id = signature_id;
DROP TABLE listed_word;
ALTER TABLE "listed_word_of_text" RENAME TO "listed_word";


CREATE TRIGGER letter_version_begun AFTER INSERT ON letter_version
WHEN NEW.text_number = 0
BEGIN
  UPDATE letter_version SET text_number = 1 + (
    SELECT coalesce(max(max(number, text_number)), 0) FROM letter_version AS other
    WHERE other.letter_id = NEW.letter_id AND other.id <> NEW.id
  )
  WHERE id = NEW.id;
END;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, current_version_id
ON letter
BEGIN
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
  WHERE id = NEW.id;
  UPDATE letter_version SET public_since = NEW.updated_at
  WHERE id = NEW.current_version_id AND public_since IS NULL AND NEW.state <> 'draft';
END;

CREATE TRIGGER signature_begun AFTER INSERT ON signature
BEGIN
  SELECT RAISE(ABORT, 'an entry begins by a named move')
  WHERE NOT EXISTS (
    SELECT 1 FROM move_rule WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state
  );
  UPDATE signature SET text_number = (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id)
  WHERE id = NEW.id AND NEW.text_number IS NOT (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id);
  INSERT INTO event (letter_id, signature_id, move, code, from_state, at, by, reason)
  SELECT NEW.letter_id, NEW.id, NEW.move, event, NULL, NEW.moved_at, NEW.moved_by, NEW.move_reason
  FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state AND event IS NOT NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT mail, NEW.id, NEW.letter_id, NEW.moved_at, NEW.mail_due_at
  FROM move_rule
  WHERE name = NEW.move AND from_state = '' AND to_state = NEW.state
    AND mail IS NOT NULL AND NEW.email IS NOT NULL;
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
  WHERE id = NEW.letter_id AND NEW.state = 'published' AND NEW.hidden_at IS NULL;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
  INSERT INTO listed_word (
    letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
  )
  SELECT DISTINCT
    NEW.letter_id, (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id),
    NEW.kind, value, NEW.sort_key, NEW.id, NEW.word_bits, NEW.country
  FROM json_each(NEW.search_words)
  WHERE NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
    AND substr(NEW.sort_key, 1, length(value)) <> value;
  INSERT INTO signature_count (letter_id, day, state, kind, is_hidden, count)
  VALUES (
    NEW.letter_id, substr(NEW.signed_at, 1, 10), NEW.state, NEW.kind, NEW.hidden_at IS NOT NULL, 1
  )
  ON CONFLICT (letter_id, day, state, kind, is_hidden) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
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

CREATE TRIGGER signature_deleted AFTER DELETE ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL
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
      OR NEW.source IS NOT NULL
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
  UPDATE question SET email = NULL
  WHERE signature_id = NEW.id AND EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state AND erases
  );
  UPDATE question SET answer = 'confirmed', answered_at = NEW.moved_at
  WHERE NEW.move = 'reaffirm' AND signature_id = NEW.id AND kind = 'reaffirm' AND answer IS NULL
    AND about = (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id);
END;

CREATE TRIGGER signature_moves_by_name
BEFORE UPDATE OF state, hidden_at, proposed_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN NEW.move_no IS OLD.move_no AND (
  NEW.state IS NOT OLD.state OR NEW.hidden_at IS NOT OLD.hidden_at
  OR NEW.proposed_at IS NOT OLD.proposed_at OR NEW.visibility IS NOT OLD.visibility
  OR NEW.name IS NOT OLD.name OR NEW.sort_key IS NOT OLD.sort_key OR NEW.title IS NOT OLD.title
  OR NEW.affiliation IS NOT OLD.affiliation OR NEW.website IS NOT OLD.website
  OR NEW.country IS NOT OLD.country OR NEW.capacity IS NOT OLD.capacity
  OR NEW.letter_version_id IS NOT OLD.letter_version_id
)
BEGIN
  SELECT RAISE(ABORT, 'a change without a named move');
END;

CREATE TRIGGER signature_stands_by_text AFTER UPDATE OF letter_version_id, text_number ON signature
WHEN NEW.text_number IS NOT (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id)
BEGIN
  UPDATE signature SET text_number = (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id)
  WHERE id = NEW.id;
END;

CREATE TRIGGER question_asked AFTER INSERT ON question
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, NEW.kind || '-asked', state, NEW.asked_at, NEW.asked_by
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, question_id, letter_id, created_at, due_at)
  VALUES ('question', NEW.signature_id, NEW.id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
END;

CREATE TRIGGER question_answered AFTER UPDATE OF answer ON question
WHEN OLD.answer IS NULL AND NEW.answer IS NOT NULL AND NEW.kind = 'second'
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-' || NEW.answer, state, NEW.answered_at, 'organisation'
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
END;

CREATE TRIGGER question_mailed AFTER UPDATE OF state ON outbox
WHEN NEW.state = 'sent' AND NEW.question_id IS NOT NULL
BEGIN
  UPDATE question SET mailed_at = NEW.sent_at WHERE id = NEW.question_id;
END;

CREATE TRIGGER second_confirmation_asked AFTER INSERT ON second_confirmation
BEGIN
  INSERT INTO question (id, signature_id, letter_id, kind, about, email, asked_by, asked_at, expires_at)
  SELECT
    NEW.id, NEW.signature_id, NEW.letter_id, 'second', 1 + count(*), NEW.email, NEW.asked_by,
    NEW.asked_at, NEW.expires_at
  FROM question WHERE signature_id = NEW.signature_id AND kind = 'second';
  UPDATE second_confirmation SET email = NULL WHERE id = NEW.id;
END;

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON second_confirmation
WHEN OLD.answer IS NULL AND NEW.answer IS NOT NULL
BEGIN
  UPDATE question SET answer = NEW.answer, answered_at = NEW.answered_at
  WHERE id = NEW.id AND answer IS NULL;
END;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('reaffirm', 'pending', 'pending', 'reaffirmed', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('reaffirm', 'published', 'published', 'reaffirmed', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('join-news', 'pending', 'pending', 'news-joined', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('join-news', 'published', 'published', 'news-joined', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('join-news', 'rejected', 'rejected', 'news-joined', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('leave-news', 'pending', 'pending', 'news-left', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('leave-news', 'published', 'published', 'news-left', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('leave-news', 'rejected', 'rejected', 'news-left', NULL, FALSE, NULL, NULL, FALSE, FALSE);
