-- A moderator can ask the signatory of a pending entry something by mail; it is answered on the own page.
-- A question belongs to the move that asks it: without that it is not kept, and nobody is mailed. Text
-- and reply end with the entry.

ALTER TABLE "question" ADD COLUMN "text" TEXT;
ALTER TABLE "question" ADD COLUMN "reply" TEXT;

INSERT INTO move_rule (name, from_state, to_state, event, mail, is_decision, drops, returns, erases, remembers) VALUES
  ('ask', 'pending', 'pending', NULL, NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('cancel-question', 'pending', 'pending', 'moderator-cancelled', NULL, FALSE, NULL, NULL, FALSE, FALSE),
  ('answer', 'pending', 'pending', 'moderator-replied', NULL, FALSE, NULL, NULL, FALSE, FALSE);

CREATE TRIGGER moderator_asks BEFORE INSERT ON question
WHEN NEW.kind = 'moderator'
BEGIN
  SELECT RAISE(IGNORE)
  WHERE NOT EXISTS (
    SELECT 1 FROM signature
    WHERE id = NEW.signature_id AND move = 'ask'
      AND moved_at = NEW.asked_at AND moved_by = NEW.asked_by
  );
END;

CREATE TRIGGER question_erased AFTER UPDATE OF name ON signature
WHEN NEW.name = ''
BEGIN
  UPDATE question SET text = NULL, reply = NULL
  WHERE signature_id = NEW.id AND (text IS NOT NULL OR reply IS NOT NULL);
END;
