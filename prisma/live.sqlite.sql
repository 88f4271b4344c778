-- Every index and trigger of a migrated database, as it stands. Written by
-- `npm run schema:live` from the migrations; not to be edited: a test compares.

CREATE UNIQUE INDEX "account_address_key_key" ON "account"("address_key");

CREATE INDEX "act_notice_account_id_told_at_idx" ON "act_notice"("account_id", "told_at");

CREATE INDEX "device_account_id_idx" ON "device"("account_id");

CREATE INDEX "event_letter_id_at_idx" ON "event"("letter_id", "at");

CREATE INDEX "event_letter_id_by_at_idx" ON "event"("letter_id", "by", "at");

CREATE INDEX "event_signature_id_id_idx" ON "event"("signature_id", "id");

CREATE INDEX "export_record_letter_id_started_at_idx" ON "export_record"("letter_id", "started_at");

CREATE INDEX "import_record_letter_id_started_at_idx" ON "import_record"("letter_id", "started_at");

CREATE INDEX "invalidation_letter_id_proposed_at_idx" ON "invalidation"("letter_id", "proposed_at");

CREATE INDEX "invalidation_state_starts_at_idx" ON "invalidation"("state", "starts_at");

CREATE UNIQUE INDEX "letter_reason_letter_id_code_key" ON "letter_reason"("letter_id", "code");

CREATE UNIQUE INDEX "letter_slug_key" ON "letter"("slug");

CREATE INDEX "letter_state_published_on_idx" ON "letter"("state", "published_on");

CREATE UNIQUE INDEX "letter_version_letter_id_language_number_key" ON "letter_version"("letter_id", "language", "number");

CREATE INDEX "mail_allowance_expires_at_idx" ON "mail_allowance"("expires_at");

CREATE INDEX "mass_act_letter_id_proposed_at_idx" ON "mass_act"("letter_id", "proposed_at");

CREATE INDEX "mass_act_state_starts_at_idx" ON "mass_act"("state", "starts_at");

CREATE INDEX "outbox_signature_id_idx" ON "outbox"("signature_id");

CREATE INDEX "outbox_state_due_at_idx" ON "outbox"("state", "due_at");

CREATE INDEX "passkey_account_id_idx" ON "passkey"("account_id");

CREATE INDEX "passkey_challenge_expires_at_idx" ON "passkey_challenge"("expires_at");

CREATE INDEX "passkey_challenge_session_id_idx" ON "passkey_challenge"("session_id");

CREATE INDEX "question_letter_id_kind_about_answer_mailed_at_idx" ON "question"("letter_id", "kind", "about", "answer", "mailed_at");

CREATE UNIQUE INDEX "question_signature_id_kind_about_key" ON "question"("signature_id", "kind", "about");

CREATE INDEX "rate_count_expires_at_idx" ON "rate_count"("expires_at");

CREATE INDEX "recovery_code_account_id_idx" ON "recovery_code"("account_id");

CREATE INDEX "role_account_id_idx" ON "role"("account_id");

CREATE INDEX "role_letter_id_idx" ON "role"("letter_id");

CREATE INDEX "second_confirmation_signature_id_asked_at_idx" ON "second_confirmation"("signature_id", "asked_at");

CREATE INDEX "session_account_id_idx" ON "session"("account_id");

CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

CREATE INDEX "sign_in_account_id_idx" ON "sign_in"("account_id");

CREATE INDEX "signature_contacts_idx" ON "signature"("letter_id", "signed_at", "id") WHERE email IS NOT NULL OR contact_name IS NOT NULL OR contact_role IS NOT NULL;

CREATE INDEX "signature_country_idx" ON "signature"("letter_id", "country", "text_number", "kind", "sort_key", "id", "word_bits") WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full';

CREATE INDEX "signature_domain_idx" ON "signature"("letter_id", "state", "domain_key", "stands_at", "stands_with", "id") WHERE state = 'pending' OR state = 'held';

CREATE INDEX "signature_import_idx" ON "signature"("import_id", "id") WHERE import_id IS NOT NULL;

CREATE UNIQUE INDEX "signature_import_key_key" ON "signature"("import_key");

CREATE INDEX "signature_invalidation_id_state_idx" ON "signature"("invalidation_id", "state") WHERE invalidation_id IS NOT NULL;

CREATE INDEX "signature_later_idx" ON "signature"("letter_id", "later_until") WHERE later_until IS NOT NULL;

CREATE INDEX "signature_letter_id_client_key_signed_at_idx" ON "signature"("letter_id", "client_key", "signed_at") WHERE client_key IS NOT NULL;

CREATE INDEX "signature_letter_id_domain_key_signed_at_idx" ON "signature"("letter_id", "domain_key", "signed_at") WHERE domain_key IS NOT NULL;

CREATE INDEX "signature_letter_id_entry_key_idx" ON "signature"("letter_id", "entry_key");

CREATE INDEX "signature_letter_id_id_idx" ON "signature"("letter_id", "id");

CREATE UNIQUE INDEX "signature_letter_id_kind_address_key_key" ON "signature"("letter_id", "kind", "address_key");

CREATE INDEX "signature_letter_id_lookalike_key_name_key_idx" ON "signature"("letter_id", "lookalike_key", "name_key");

CREATE INDEX "signature_letter_id_proposed_at_idx" ON "signature"("letter_id", "proposed_at") WHERE proposed_at IS NOT NULL;

CREATE INDEX "signature_list_idx" ON "signature"("letter_id", "text_number", "kind", "sort_key", "id", "word_bits") WHERE state = 'published' AND hidden_at IS NULL AND visibility = 'full';

CREATE INDEX "signature_listing_rule_idx" ON "signature"("id") WHERE listing_rule < 1;

CREATE INDEX "signature_mailbox_idx" ON "signature"("letter_id", "address_limit_key", "state", "address_key") WHERE address_limit_key IS NOT NULL;

CREATE INDEX "signature_network_idx" ON "signature"("letter_id", "network_key", "state", "stands_at", "stands_with", "id") WHERE network_key IS NOT NULL;

CREATE INDEX "signature_note_signature_id_idx" ON "signature_note"("signature_id");

CREATE INDEX "signature_queue_idx" ON "signature"("letter_id", "state", "stands_at", "stands_with", "id", "kind", "country", "language", "signals") WHERE state = 'pending' OR state = 'held';

CREATE INDEX "signature_refused_idx" ON "signature"("letter_id", "id") WHERE name <> '' AND (state = 'rejected' OR state = 'invalidated');

CREATE INDEX "signature_state_expires_at_idx" ON "signature"("state", "expires_at") WHERE expires_at IS NOT NULL;

CREATE INDEX "signature_state_idx" ON "signature"("letter_id", "state", "signed_at", "id", "kind", "country", "language", "signals");

CREATE INDEX "signature_takendown_idx" ON "signature"("moved_at") WHERE takendown_from IS NOT NULL;

CREATE INDEX "signature_test_idx" ON "signature"("letter_id") WHERE is_test;

CREATE INDEX "signature_word_signature_id_idx" ON "signature_word"("signature_id");

CREATE INDEX "spent_challenge_expires_at_idx" ON "spent_challenge"("expires_at");

CREATE INDEX "staff_event_at_idx" ON "staff_event"("at");

CREATE INDEX "staff_event_letter_id_at_idx" ON "staff_event"("letter_id", "at");

CREATE TRIGGER account_digest_mail AFTER UPDATE OF digest_at ON account
WHEN NEW.digest_at IS NOT NULL AND OLD.digest_at IS NOT NEW.digest_at AND NEW.disabled_at IS NULL
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('entries-waiting', NEW.id, NEW.digest_at, NEW.digest_at);
END;

CREATE TRIGGER address_asked AFTER INSERT ON question
WHEN NEW.kind = 'address'
BEGIN
  UPDATE question SET
    answer = 'replaced', answered_at = NEW.asked_at,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.signature_id AND kind = 'address' AND id <> NEW.id AND answer IS NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'address-asked', id, letter_id, NEW.asked_at, NEW.asked_at
  FROM signature WHERE id = NEW.signature_id AND email IS NOT NULL;
END;

CREATE TRIGGER address_erased AFTER UPDATE OF email ON signature
WHEN NEW.email IS NULL AND OLD.email IS NOT NULL
BEGIN
  UPDATE question SET email = NULL, contact_name = NULL, contact_role = NULL, former_email = NULL
  WHERE signature_id = NEW.id AND kind = 'address';
END;

CREATE TRIGGER address_refused AFTER UPDATE OF answer ON question
WHEN NEW.kind = 'address' AND OLD.answer IS NULL AND NEW.answer IN ('refused', 'cancelled')
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT
    NEW.letter_id, NEW.signature_id, 'address-' || NEW.answer, state, NEW.answered_at,
    iif(NEW.answer = 'cancelled', 'signatory', 'new-address')
  FROM signature WHERE id = NEW.signature_id;
END;

CREATE TRIGGER device_new_mail AFTER INSERT ON device
WHEN EXISTS (SELECT 1 FROM device WHERE account_id = NEW.account_id AND id <> NEW.id)
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('new-device', NEW.account_id, NEW.created_at, NEW.created_at);
END;

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER letter_changed
AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags,
  contact_months, rejected_months, current_version_id, publisher_url, colour, logo, header_image,
  header_image_small, header_alt
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

CREATE TRIGGER letter_deleted BEFORE DELETE ON letter
BEGIN
  DELETE FROM signature WHERE letter_id = OLD.id AND is_test;
  DELETE FROM letter_version WHERE letter_id = OLD.id;
  DELETE FROM letter_reason WHERE letter_id = OLD.id;
  DELETE FROM role WHERE letter_id = OLD.id;
  DELETE FROM invalidation WHERE letter_id = OLD.id;
  DELETE FROM proposed_text WHERE letter_id = OLD.id;
  DELETE FROM asking WHERE letter_id = OLD.id;
  DELETE FROM presence WHERE letter_id = OLD.id;
  DELETE FROM signature_count WHERE letter_id = OLD.id;
  DELETE FROM former_entry WHERE letter_id = OLD.id;
END;

CREATE TRIGGER letter_opened AFTER UPDATE OF state ON letter
WHEN OLD.state = 'draft' AND NEW.state <> 'draft'
BEGIN
  DELETE FROM signature WHERE letter_id = NEW.id AND is_test;
END;

CREATE TRIGGER letter_version_begun AFTER INSERT ON letter_version
WHEN NEW.text_number = 0
BEGIN
  UPDATE letter_version SET text_number = 1 + (
    SELECT coalesce(max(max(number, text_number)), 0) FROM letter_version AS other
    WHERE other.letter_id = NEW.letter_id AND other.id <> NEW.id
  )
  WHERE id = NEW.id;
END;

CREATE TRIGGER mail_left AFTER UPDATE OF state ON outbox
WHEN NEW.state <> 'due' AND NEW.signature_id IS NOT NULL
BEGIN
  UPDATE question SET former_email = NULL
  WHERE NEW.kind = 'address-changed'
    AND (NEW.state IN ('sent', 'parked') OR (NEW.state = 'dropped' AND NEW.dropped_by IS NULL))
    AND signature_id = NEW.signature_id AND kind = 'address' AND answered_at = NEW.created_at;
  INSERT INTO erasure (signature_id, code, at)
  SELECT id, 'contacts-erased', coalesce(NEW.sent_at, NEW.created_at) FROM signature
  WHERE id = NEW.signature_id AND contacts_gone_at IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = NEW.signature_id AND state = 'due');
  UPDATE signature SET email = NULL
  WHERE id = NEW.signature_id AND contacts_gone_at IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = NEW.signature_id AND state = 'due');
END;

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

CREATE TRIGGER question_asked AFTER INSERT ON question
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, NEW.kind || '-asked', state, NEW.asked_at, NEW.asked_by
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, question_id, letter_id, created_at, due_at)
  VALUES ('question', NEW.signature_id, NEW.id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
END;

CREATE TRIGGER question_erased AFTER UPDATE OF name ON signature
WHEN NEW.name = ''
BEGIN
  UPDATE question SET text = NULL, reply = NULL
  WHERE signature_id = NEW.id AND (text IS NOT NULL OR reply IS NOT NULL);
END;

CREATE TRIGGER question_mailed AFTER UPDATE OF state ON outbox
WHEN NEW.state = 'sent' AND NEW.question_id IS NOT NULL
BEGIN
  UPDATE question SET mailed_at = NEW.sent_at WHERE id = NEW.question_id;
END;

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON second_confirmation
WHEN OLD.answer IS NULL AND NEW.answer IS NOT NULL
BEGIN
  UPDATE question SET answer = NEW.answer, answered_at = NEW.answered_at
  WHERE id = NEW.id AND answer IS NULL;
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

CREATE TRIGGER sign_in_mail AFTER INSERT ON sign_in
WHEN NEW.by_mail
BEGIN
  INSERT INTO outbox (kind, sign_in_id, account_id, created_at, due_at)
  VALUES (NEW.purpose, NEW.id, NEW.account_id, NEW.created_at, NEW.created_at);
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

CREATE TRIGGER signature_corrected AFTER UPDATE OF move_no ON signature
WHEN NEW.move IN ('correct', 'restore-wording', 'edit', 'accept-change') OR NEW.name = ''
  OR NEW.contact_role IS NOT OLD.contact_role
BEGIN
  SELECT RAISE(ABORT, 'its signatory took a correction back')
  WHERE NEW.move = 'correct' AND EXISTS (
    SELECT 1 FROM former_wording WHERE signature_id = NEW.id AND taken_back_at IS NOT NULL
  );
  SELECT RAISE(ABORT, 'that is not the former wording')
  WHERE NEW.move = 'restore-wording' AND NOT EXISTS (
    SELECT 1 FROM former_wording
    WHERE signature_id = NEW.id AND taken_back_at IS NULL AND name = NEW.name
      AND title IS NEW.title AND affiliation IS NEW.affiliation
      AND contact_role IS NEW.contact_role
  );
  INSERT OR IGNORE INTO former_wording (
    signature_id, name, title, affiliation, contact_role, corrected_at
  )
  SELECT NEW.id, OLD.name, OLD.title, OLD.affiliation, OLD.contact_role, NEW.moved_at
  WHERE NEW.move = 'correct';
  UPDATE former_wording SET corrected_at = NEW.moved_at
  WHERE NEW.move = 'correct' AND signature_id = NEW.id;
  DELETE FROM former_wording
  WHERE NEW.move = 'correct' AND signature_id = NEW.id AND name = NEW.name
    AND title IS NEW.title AND affiliation IS NEW.affiliation
    AND contact_role IS NEW.contact_role;
  UPDATE former_wording SET
    name = '', title = NULL, affiliation = NULL, contact_role = NULL, taken_back_at = NEW.moved_at
  WHERE NEW.move = 'restore-wording' AND signature_id = NEW.id;
  UPDATE former_wording SET contact_role = NEW.contact_role
  WHERE NEW.move NOT IN ('correct', 'restore-wording') AND signature_id = NEW.id
    AND taken_back_at IS NULL AND NEW.contact_role IS NOT OLD.contact_role;
  DELETE FROM former_wording
  WHERE signature_id = NEW.id AND (NEW.name = '' OR NEW.move IN ('edit', 'accept-change'));
END;

CREATE TRIGGER signature_counted
AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN NOT NEW.is_test AND (
  (OLD.state = 'published' AND OLD.hidden_at IS NULL)
  OR (NEW.state = 'published' AND NEW.hidden_at IS NULL)
)
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
WHEN OLD.state = 'published' AND OLD.hidden_at IS NULL AND NOT OLD.is_test
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

CREATE TRIGGER signature_erased AFTER UPDATE OF move_no ON signature
WHEN NEW.state IN ('withdrawn', 'refused', 'takendown')
  OR OLD.state IN ('withdrawn', 'refused', 'takendown')
  OR NEW.move IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news',
    'forget-contacts', 'forget-entry')
  OR (OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility)
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, NEW.state, NEW.moved_at
  WHERE NEW.state IN ('withdrawn', 'refused', 'takendown')
    OR OLD.state IN ('withdrawn', 'refused', 'takendown');
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, event, NEW.moved_at FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
    AND name IN ('hide', 'hide-again', 'show', 'leave-news', 'join-news',
    'forget-contacts', 'forget-entry');
  INSERT INTO erasure (signature_id, code, at)
  SELECT NEW.id, NEW.visibility, NEW.moved_at
  WHERE OLD.state IN ('pending', 'published', 'rejected') AND NEW.visibility <> OLD.visibility;
END;

CREATE TRIGGER signature_expired AFTER DELETE ON signature
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  VALUES (OLD.id, 'expired', coalesce(OLD.expires_at, OLD.moved_at));
END;

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON signature
BEGIN
  SELECT RAISE(ABORT, 'no such move from here')
  WHERE NEW.move_no IS NOT OLD.move_no + 1 OR NOT EXISTS (
    SELECT 1 FROM move_rule
    WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state
  );
  SELECT RAISE(ABORT, 'an erased entry makes no move') WHERE OLD.name = '';
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
BEFORE UPDATE OF state, hidden_at, proposed_at, later_until, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id
ON signature
WHEN NEW.move_no IS OLD.move_no AND (
  NEW.state IS NOT OLD.state OR NEW.hidden_at IS NOT OLD.hidden_at
  OR NEW.later_until IS NOT OLD.later_until
  OR NEW.proposed_at IS NOT OLD.proposed_at OR NEW.visibility IS NOT OLD.visibility
  OR NEW.name IS NOT OLD.name OR NEW.title IS NOT OLD.title
  OR (NEW.sort_key IS NOT OLD.sort_key AND NEW.listing_rule <= OLD.listing_rule)
  OR NEW.affiliation IS NOT OLD.affiliation OR NEW.website IS NOT OLD.website
  OR NEW.country IS NOT OLD.country OR NEW.capacity IS NOT OLD.capacity
  OR NEW.letter_version_id IS NOT OLD.letter_version_id
)
BEGIN
  SELECT RAISE(ABORT, 'a change without a named move');
END;

CREATE TRIGGER signature_readdressed AFTER UPDATE OF move_no ON signature
WHEN NEW.move = 'change-address'
BEGIN
  SELECT RAISE(ABORT, 'nobody is asked at this address')
  WHERE NOT EXISTS (
    SELECT 1 FROM question
    WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NULL AND email = NEW.email
  );
  UPDATE question SET
    answer = 'confirmed', answered_at = NEW.moved_at, former_email = OLD.email,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NULL AND email = NEW.email;
END;

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

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON signature
WHEN OLD.search_words <> NEW.search_words
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, value, NEW.id FROM json_each(NEW.search_words);
END;

CREATE TRIGGER signature_stands_by_text AFTER UPDATE OF letter_version_id, text_number ON signature
WHEN NEW.text_number IS NOT (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id)
BEGIN
  UPDATE signature SET text_number = (SELECT text_number FROM letter_version WHERE id = NEW.letter_version_id)
  WHERE id = NEW.id;
END;

CREATE TRIGGER signature_untallied AFTER DELETE ON signature
BEGIN
  UPDATE signature_count SET count = count - 1
  WHERE letter_id = OLD.letter_id AND day = substr(OLD.signed_at, 1, 10) AND state = OLD.state
    AND kind = OLD.kind AND is_hidden = (OLD.hidden_at IS NOT NULL);
END;

CREATE TRIGGER staff_event_is_append_only_delete BEFORE DELETE ON staff_event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER staff_event_is_append_only_update BEFORE UPDATE ON staff_event
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
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

CREATE TRIGGER test_is_of_a_draft BEFORE INSERT ON signature
WHEN NEW.is_test
  AND NOT EXISTS (SELECT 1 FROM letter WHERE id = NEW.letter_id AND state = 'draft')
BEGIN
  SELECT RAISE(ABORT, 'a test is signed on a draft');
END;
