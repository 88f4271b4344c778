-- What is erased or hidden is noted in the same statement, by id and code: a backup from before can be
-- restored without bringing anybody back, and the server knows that its file is to be rewritten.

CREATE TABLE "erasure" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "signature_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

CREATE TRIGGER signature_erased AFTER UPDATE OF move_no ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown')
  OR OLD.state IN ('withdrawn', 'refused', 'takendown')
  OR NEW.move IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news')
  OR (OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility)
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
END;

CREATE TRIGGER signature_expired AFTER DELETE ON signature
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  VALUES (OLD.id, 'expired', coalesce(OLD.expires_at, OLD.moved_at));
END;

CREATE TRIGGER suppression_begun AFTER INSERT ON suppression
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT signature.id, 'suppressed', NEW.created_at
  FROM letter CROSS JOIN signature ON signature.letter_id = letter.id
  WHERE signature.address_limit_key = NEW.address_limit_key;
END;

CREATE TRIGGER suppression_ended AFTER DELETE ON suppression
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT signature.id, 'unsuppressed', OLD.created_at
  FROM letter CROSS JOIN signature ON signature.letter_id = letter.id
  WHERE signature.address_limit_key = OLD.address_limit_key;
END;

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
