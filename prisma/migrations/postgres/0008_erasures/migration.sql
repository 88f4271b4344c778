-- What is erased or hidden is noted in the same statement, by id and code: a backup from before can be
-- restored without bringing anybody back, and the server knows that its file is to be rewritten.

CREATE TABLE "erasure" (
    "id" SERIAL NOT NULL,
    "signature_id" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION note_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, NEW.state, NEW.moved_at
  WHERE NEW.state IN ('withdrawn', 'refused', 'takendown')
    OR OLD.state IN ('withdrawn', 'refused', 'takendown');
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, event, NEW.moved_at FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND name IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news');
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, NEW.visibility, NEW.moved_at
  WHERE OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility;
  RETURN NULL;
END $$;

CREATE TRIGGER signature_erased AFTER UPDATE OF move_no ON signature FOR EACH ROW
WHEN (
  NEW.state IN ('withdrawn', 'refused', 'takendown')
  OR OLD.state IN ('withdrawn', 'refused', 'takendown')
  OR NEW.move IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news')
  OR (OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility)
)
EXECUTE FUNCTION note_erasure();

CREATE FUNCTION note_expiry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  VALUES (OLD.id, 'expired', coalesce(OLD.expires_at, OLD.moved_at));
  RETURN NULL;
END $$;

CREATE TRIGGER signature_expired AFTER DELETE ON signature FOR EACH ROW
EXECUTE FUNCTION note_expiry();

CREATE FUNCTION note_suppression() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT signature.id, 'suppressed', NEW.created_at
  FROM letter JOIN signature ON signature.letter_id = letter.id
  WHERE signature.address_limit_key = NEW.address_limit_key;
  RETURN NULL;
END $$;

CREATE TRIGGER suppression_begun AFTER INSERT ON suppression FOR EACH ROW
EXECUTE FUNCTION note_suppression();

CREATE FUNCTION note_suppression_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT signature.id, 'unsuppressed', OLD.created_at
  FROM letter JOIN signature ON signature.letter_id = letter.id
  WHERE signature.address_limit_key = OLD.address_limit_key;
  RETURN NULL;
END $$;

CREATE TRIGGER suppression_ended AFTER DELETE ON suppression FOR EACH ROW
EXECUTE FUNCTION note_suppression_end();

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('withdraw-again', 'held', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw-again', 'unverified', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw-again', 'pending', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw-again', 'published', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw-again', 'rejected', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('withdraw-again', 'invalidated', 'withdrawn', 'withdrawn', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('refuse-again', 'held', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('refuse-again', 'unverified', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('refuse-again', 'pending', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('refuse-again', 'published', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('refuse-again', 'rejected', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('refuse-again', 'invalidated', 'refused', 'refused', NULL, FALSE, 'all', NULL, TRUE, FALSE),
  ('hide-again', 'held', 'held', 'hidden', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('hide-again', 'unverified', 'unverified', 'hidden', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('hide-again', 'pending', 'pending', 'hidden', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('hide-again', 'published', 'published', 'hidden', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('hide-again', 'rejected', 'rejected', 'hidden', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('unname-again', 'held', 'held', 'edited', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('unname-again', 'unverified', 'unverified', 'edited', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('unname-again', 'pending', 'pending', 'edited', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('unname-again', 'published', 'published', 'edited', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('unname-again', 'rejected', 'rejected', 'edited', NULL, FALSE, NULL, NULL, FALSE, FALSE);
