-- An import of 30,000 entries took the server 8 seconds of processor, of which 1.4 went to looking for the
-- entry of each of its words, which the trigger that writes them has in its hand. The key is dropped, and
-- the trigger on an entry's end deletes the words. Nor are words sorted to find those that are there
-- twice: each stands in its entry's list once.

ALTER TABLE signature_word DROP CONSTRAINT signature_word_signature_id_fkey;

CREATE OR REPLACE FUNCTION note_expiry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  VALUES (OLD.id, 'expired', coalesce(OLD.expires_at, OLD.moved_at));
  -- Nothing else takes them away: they have no foreign key.
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  RETURN NULL;
END $$;

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
  -- Each word stands in an entry's list once.
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT begun.letter_id, word, begun.id
  FROM begun, json_array_elements_text(begun.search_words::json) AS word;
  INSERT INTO listed_word (
    letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
  )
  SELECT
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
