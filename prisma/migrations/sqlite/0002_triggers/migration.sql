-- What the application must not be able to forget: the history, the mail that a state asks for,
-- the letter's counts and revision, and the search words all change in the statement that moves
-- the signature, on every engine, without a transaction.
--
-- NOTE: Prisma rebuilds SQLite tables and drops their triggers. A migration that rebuilds one of
-- these tables must end by creating its triggers again; tests/stores checks each of them.
-- NOTE: for Cloudflare D1: LF line ends, upper-case BEGIN and END, conditions in WHEN, no CASE.

-- History: every state an entry was in, and whether it was shown.

CREATE TRIGGER signature_inserted_event AFTER INSERT ON signature
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NULL, NEW.state, NEW.moved_at, NEW.moved_by, NEW.held_reason);
END;

CREATE TRIGGER signature_moved_event AFTER UPDATE OF state ON signature
WHEN OLD.state IS NOT NEW.state
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, OLD.state, NEW.state, NEW.moved_at, NEW.moved_by, NEW.reason);
END;

CREATE TRIGGER signature_hidden_event AFTER UPDATE OF hidden_at ON signature
WHEN OLD.hidden_at IS NULL AND NEW.hidden_at IS NOT NULL
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, OLD.state, 'hidden', NEW.moved_at, NEW.moved_by, NULL);
END;

CREATE TRIGGER signature_shown_event AFTER UPDATE OF hidden_at ON signature
WHEN OLD.hidden_at IS NOT NULL AND NEW.hidden_at IS NULL
BEGIN
  INSERT INTO event (letter_id, signature_id, from_state, to_state, at, by, reason)
  VALUES (NEW.letter_id, NEW.id, NEW.state, 'shown', NEW.moved_at, NEW.moved_by, NULL);
END;

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

-- Outbox: the mail that a new state asks for. An imported entry never proved an address and is
-- never mailed; a decision on one that did always is.

CREATE TRIGGER signature_inserted_mail AFTER INSERT ON signature
WHEN NEW.state = 'unverified' AND NEW.email IS NOT NULL
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  VALUES ('confirm', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at);
END;

CREATE TRIGGER signature_moved_mail AFTER UPDATE OF state ON signature
WHEN OLD.state IS NOT NEW.state AND NEW.email IS NOT NULL
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.state = 'unverified';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT NEW.state, NEW.id, NEW.letter_id, NEW.moved_at, NEW.moved_at
  WHERE NEW.state IN ('published', 'rejected') AND NEW.verified_at IS NOT NULL;
END;

CREATE TRIGGER signature_ended_mail AFTER UPDATE OF state ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown', 'invalidated')
BEGIN
  UPDATE outbox SET state = 'dropped', last_error = 'entry-ended'
  WHERE signature_id = NEW.id AND state = 'due';
END;

-- What staff noted about a person goes with the person.

CREATE TRIGGER signature_ended_notes AFTER UPDATE OF state ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown')
BEGIN
  DELETE FROM signature_note WHERE signature_id = NEW.id;
END;

-- A repeat asks for mail without changing the state; what is sent depends on the state it met.

CREATE TRIGGER signature_repeated_mail AFTER UPDATE OF mail_asked_at ON signature
WHEN OLD.state IS NEW.state AND NEW.mails_asked > OLD.mails_asked AND NEW.email IS NOT NULL
BEGIN
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'confirm', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'unverified';
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'already-signed', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state IN ('pending', 'published');
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'already-rejected', NEW.id, NEW.letter_id, NEW.mail_asked_at, NEW.mail_asked_at
  WHERE NEW.state = 'rejected';
END;

CREATE TRIGGER sign_in_mail AFTER INSERT ON sign_in
WHEN NEW.by_mail
BEGIN
  INSERT INTO outbox (kind, sign_in_id, account_id, created_at, due_at)
  VALUES (NEW.purpose, NEW.id, NEW.account_id, NEW.created_at, NEW.created_at);
END;

CREATE TRIGGER letter_waiting_mail AFTER UPDATE OF waiting_notice_at ON letter
WHEN NEW.waiting_notice_at IS NOT NULL AND OLD.waiting_notice_at IS NOT NEW.waiting_notice_at
BEGIN
  INSERT INTO outbox (kind, account_id, letter_id, created_at, due_at)
  SELECT DISTINCT 'entries-waiting', role.account_id, NEW.id, NEW.waiting_notice_at, NEW.waiting_notice_at
  FROM role JOIN account ON account.id = role.account_id
  WHERE role.role = 'moderator' AND account.disabled_at IS NULL
    AND (role.letter_id IS NULL OR role.letter_id = NEW.id);
END;

-- The public face: counts and revision. Each change takes the old entry out and puts the new one
-- in, so that no pair of states needs a rule of its own.

CREATE TRIGGER signature_inserted_face AFTER INSERT ON signature
WHEN NEW.state = 'published' AND NEW.hidden_at IS NULL
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations + (NEW.kind = 'organisation'),
    individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full'),
    anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')
  WHERE id = NEW.letter_id;
END;

CREATE TRIGGER signature_left_face
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations - (OLD.kind = 'organisation'),
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full'),
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')
  WHERE id = OLD.letter_id;
END;

CREATE TRIGGER signature_joined_face
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country ON signature
WHEN NEW.state = 'published' AND NEW.hidden_at IS NULL
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    updated_at = max(updated_at, NEW.moved_at),
    organisations = organisations + (NEW.kind = 'organisation'),
    individuals = individuals + (NEW.kind = 'individual' AND NEW.visibility = 'full'),
    anonymous = anonymous + (NEW.kind = 'individual' AND NEW.visibility = 'anonymous')
  WHERE id = NEW.letter_id;
END;

CREATE TRIGGER signature_deleted_face AFTER DELETE ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL
BEGIN
  UPDATE letter SET
    revision = revision + 1,
    organisations = organisations - (OLD.kind = 'organisation'),
    individuals = individuals - (OLD.kind = 'individual' AND OLD.visibility = 'full'),
    anonymous = anonymous - (OLD.kind = 'individual' AND OLD.visibility = 'anonymous')
  WHERE id = OLD.letter_id;
END;

CREATE TRIGGER letter_changed_face
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, closes_at, current_version_id ON letter
BEGIN
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.id;
END;

-- Search words of what is publicly listed, and of nothing else.

CREATE TRIGGER signature_inserted_words AFTER INSERT ON signature
WHEN NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
BEGIN
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

CREATE TRIGGER signature_left_words AFTER UPDATE OF state, hidden_at, visibility ON signature
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL AND OLD.visibility = 'full'
  AND (NEW.state <> 'published' OR NEW.hidden_at IS NOT NULL OR NEW.visibility <> 'full')
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
END;

CREATE TRIGGER signature_joined_words AFTER UPDATE OF state, hidden_at, visibility ON signature
WHEN NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
  AND (OLD.state <> 'published' OR OLD.hidden_at IS NOT NULL OR OLD.visibility <> 'full')
BEGIN
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
WHEN NEW.state = 'published' AND NEW.hidden_at IS NULL AND NEW.visibility = 'full'
  AND OLD.state = 'published' AND OLD.hidden_at IS NULL AND OLD.visibility = 'full'
  AND OLD.search_words <> NEW.search_words
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;
