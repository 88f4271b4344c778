-- Entries that one statement adds begin together: what follows is written once for all of them.
-- Row by row, each entry of an import made a new version of the letter's row and of its count, and
-- looked for the last among all of those before it.

DROP TRIGGER signature_begun ON signature;
DROP FUNCTION begin_signature();

CREATE FUNCTION begin_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
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
  UPDATE letter SET
    revision = letter.revision + shown.entries,
    updated_at = GREATEST(letter.updated_at, shown.moved_at),
    organisations = letter.organisations + shown.organisations,
    individuals = letter.individuals + shown.individuals,
    anonymous = letter.anonymous + shown.anonymous
  FROM (
    SELECT
      letter_id,
      count(*) AS entries,
      max(moved_at) AS moved_at,
      count(*) FILTER (WHERE kind = 'organisation') AS organisations,
      count(*) FILTER (WHERE kind = 'individual' AND visibility = 'full') AS individuals,
      count(*) FILTER (WHERE kind = 'individual' AND visibility = 'anonymous') AS anonymous
    FROM begun WHERE state = 'published' AND hidden_at IS NULL
    GROUP BY letter_id
  ) AS shown
  WHERE letter.id = shown.letter_id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT begun.letter_id, word, begun.id
  FROM begun, json_array_elements_text(begun.search_words::json) AS word;
  INSERT INTO listed_word (letter_id, kind, word, sort_key, signature_id, word_bits, country)
  SELECT DISTINCT
    begun.letter_id, begun.kind, word, begun.sort_key, begun.id, begun.word_bits, begun.country
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

CREATE TRIGGER signature_begun AFTER INSERT ON signature
REFERENCING NEW TABLE AS begun
FOR EACH STATEMENT EXECUTE FUNCTION begin_signatures();
