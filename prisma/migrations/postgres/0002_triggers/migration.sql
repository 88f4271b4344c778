-- What the application must not be able to forget: the history, the mail that a state asks for,
-- the letter's counts and revision, and the search words all change in the statement that moves
-- the signature, on every engine, without a transaction.
--
-- The triggers have the names and the conditions of SQLite's; tests/stores runs both.

-- History: every state an entry was in, and whether it was shown.

CREATE FUNCTION write_insert_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NULL, NEW.state, NEW.moved_at, NEW.moved_by, NEW.held_reason);
  RETURN NULL;
END $$;

CREATE TRIGGER signature_inserted_event AFTER INSERT ON signature
FOR EACH ROW EXECUTE FUNCTION write_insert_event();

CREATE FUNCTION write_move_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, OLD.state, NEW.state, NEW.moved_at, NEW.moved_by, NEW.reason);
  RETURN NULL;
END $$;

CREATE TRIGGER signature_moved_event AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
EXECUTE FUNCTION write_move_event();

-- Something that happened beside the state: its code is the trigger's argument.
CREATE FUNCTION write_side_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, OLD.state, TG_ARGV[0], NEW.moved_at, NEW.moved_by, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER signature_hidden_event AFTER UPDATE OF hidden_at ON signature
FOR EACH ROW WHEN (OLD.hidden_at IS NULL AND NEW.hidden_at IS NOT NULL)
EXECUTE FUNCTION write_side_event('hidden');

CREATE TRIGGER signature_shown_event AFTER UPDATE OF hidden_at ON signature
FOR EACH ROW WHEN (OLD.hidden_at IS NOT NULL AND NEW.hidden_at IS NULL)
EXECUTE FUNCTION write_side_event('shown');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only';
END $$;

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Outbox: the mail that a new state asks for. An imported entry never proved an address and is
-- never mailed; a decision on one that did always is.

CREATE FUNCTION queue_state_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.state = 'unverified';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT NEW.state, NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE TG_OP = 'UPDATE' AND NEW.state IN ('published', 'rejected') AND NEW.verified_at IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_inserted_mail AFTER INSERT ON signature
FOR EACH ROW WHEN (NEW.state = 'unverified' AND NEW.email IS NOT NULL)
EXECUTE FUNCTION queue_state_mail();

CREATE TRIGGER signature_moved_mail AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.email IS NOT NULL)
EXECUTE FUNCTION queue_state_mail();

CREATE FUNCTION drop_due_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE outbox SET state = 'dropped', last_error = 'entry-ended'
  WHERE signature_id = NEW.id AND state = 'due';
  RETURN NULL;
END $$;

CREATE TRIGGER signature_ended_mail AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'refused', 'takendown', 'invalidated'))
EXECUTE FUNCTION drop_due_mail();

-- What staff noted about a person goes with the person.

CREATE FUNCTION erase_notes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signature_note WHERE signature_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_ended_notes AFTER UPDATE OF state ON signature
FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'refused', 'takendown'))
EXECUTE FUNCTION erase_notes();

CREATE FUNCTION queue_sign_in_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, sign_in_id, account_id, created_at, due_at)
  VALUES (NEW.purpose, NEW.id, NEW.account_id, NEW.created_at, NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER sign_in_mail AFTER INSERT ON sign_in
FOR EACH ROW WHEN (NEW.by_mail)
EXECUTE FUNCTION queue_sign_in_mail();

CREATE FUNCTION queue_waiting_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, account_id, letter_id, created_at, due_at)
  SELECT DISTINCT 'entries-waiting', role.account_id, NEW.id, NEW.waiting_notice_at, NEW.waiting_notice_at
  FROM role JOIN account ON account.id = role.account_id
  WHERE role.role = 'moderator' AND account.disabled_at IS NULL
    AND (role.letter_id IS NULL OR role.letter_id = NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER letter_waiting_mail AFTER UPDATE OF waiting_notice_at ON letter
FOR EACH ROW
WHEN (NEW.waiting_notice_at IS NOT NULL AND OLD.waiting_notice_at IS DISTINCT FROM NEW.waiting_notice_at)
EXECUTE FUNCTION queue_waiting_mail();

-- The public face: counts and revision. Each change takes the old entry out and puts the new one
-- in, so that no pair of states needs a rule of its own.

CREATE FUNCTION join_face() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = GREATEST(updated_at, NEW.moved_at),
    organisations = organisations + (NEW.kind = 'organisation')::integer,
    individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full')::integer,
    anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')::integer
  WHERE id = NEW.letter_id;
  RETURN NULL;
END $$;

CREATE FUNCTION leave_face() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved_at timestamp;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    moved_at := NEW.moved_at;
  END IF;
  UPDATE letter SET
    revision = revision + 1,
    updated_at = GREATEST(updated_at, moved_at),
    organisations = organisations - (OLD.kind = 'organisation')::integer,
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full')::integer,
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')::integer
  WHERE id = OLD.letter_id;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_inserted_face AFTER INSERT ON signature
FOR EACH ROW WHEN (NEW.state = 'published' AND NEW.hidden_at IS NULL)
EXECUTE FUNCTION join_face();

CREATE TRIGGER signature_left_face
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country ON signature
FOR EACH ROW WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL)
EXECUTE FUNCTION leave_face();

CREATE TRIGGER signature_joined_face
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country ON signature
FOR EACH ROW WHEN (NEW.state = 'published' AND NEW.hidden_at IS NULL)
EXECUTE FUNCTION join_face();

CREATE TRIGGER signature_deleted_face AFTER DELETE ON signature
FOR EACH ROW WHEN (OLD.state = 'published' AND OLD.hidden_at IS NULL)
EXECUTE FUNCTION leave_face();

CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER letter_changed_face
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, closes_at, current_version_id ON letter
FOR EACH ROW EXECUTE FUNCTION raise_revision();

-- Search words of what is publicly listed, and of nothing else.

CREATE FUNCTION join_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, word, NEW.id
  FROM json_array_elements_text(NEW.search_words::json) AS word;
  RETURN NULL;
END $$;

CREATE FUNCTION leave_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  RETURN NULL;
END $$;

CREATE FUNCTION replace_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, word, NEW.id
  FROM json_array_elements_text(NEW.search_words::json) AS word;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_inserted_words AFTER INSERT ON signature
FOR EACH ROW WHEN (NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full')
EXECUTE FUNCTION join_words();

CREATE TRIGGER signature_left_words AFTER UPDATE OF state, hidden_at, visibility ON signature
FOR EACH ROW WHEN (
  OLD.state = 'published' AND OLD.hidden_at IS NULL AND OLD.visibility = 'full'
  AND (NEW.state <> 'published' OR NEW.hidden_at IS NOT NULL OR NEW.visibility <> 'full')
)
EXECUTE FUNCTION leave_words();

CREATE TRIGGER signature_joined_words AFTER UPDATE OF state, hidden_at, visibility ON signature
FOR EACH ROW WHEN (
  NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
  AND (OLD.state <> 'published' OR OLD.hidden_at IS NOT NULL OR OLD.visibility <> 'full')
)
EXECUTE FUNCTION join_words();

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
FOR EACH ROW WHEN (
  NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
  AND OLD.state = 'published' AND OLD.hidden_at IS NULL AND OLD.visibility = 'full'
  AND OLD.search_words <> NEW.search_words
)
EXECUTE FUNCTION replace_words();
