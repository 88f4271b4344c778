-- Every index and trigger of a migrated database, as it stands. Written by
-- `npm run schema:live` from the migrations; not to be edited: a test compares.

CREATE UNIQUE INDEX account_address_key_key ON public.account USING btree (address_key);

CREATE UNIQUE INDEX account_pkey ON public.account USING btree (id);

CREATE UNIQUE INDEX act_allowance_pkey ON public.act_allowance USING btree (account_id, act);

CREATE INDEX act_notice_account_id_told_at_idx ON public.act_notice USING btree (account_id, told_at);

CREATE UNIQUE INDEX act_notice_pkey ON public.act_notice USING btree (id);

CREATE UNIQUE INDEX asking_pkey ON public.asking USING btree (letter_id, about);

CREATE UNIQUE INDEX client_key_pkey ON public.client_key USING btree (day);

CREATE INDEX device_account_id_idx ON public.device USING btree (account_id);

CREATE UNIQUE INDEX device_pkey ON public.device USING btree (id);

CREATE UNIQUE INDEX erasure_pkey ON public.erasure USING btree (id);

CREATE INDEX event_letter_id_at_idx ON public.event USING btree (letter_id, at);

CREATE INDEX event_letter_id_by_at_idx ON public.event USING btree (letter_id, by, at);

CREATE UNIQUE INDEX event_pkey ON public.event USING btree (id);

CREATE INDEX event_signature_id_id_idx ON public.event USING btree (signature_id, id);

CREATE INDEX export_record_letter_id_started_at_idx ON public.export_record USING btree (letter_id, started_at);

CREATE UNIQUE INDEX export_record_pkey ON public.export_record USING btree (id);

CREATE UNIQUE INDEX former_entry_pkey ON public.former_entry USING btree (letter_id, entry_key);

CREATE UNIQUE INDEX former_wording_pkey ON public.former_wording USING btree (signature_id);

CREATE UNIQUE INDEX image_pkey ON public.image USING btree (name);

CREATE INDEX import_record_letter_id_started_at_idx ON public.import_record USING btree (letter_id, started_at);

CREATE UNIQUE INDEX import_record_pkey ON public.import_record USING btree (id);

CREATE INDEX invalidation_letter_id_proposed_at_idx ON public.invalidation USING btree (letter_id, proposed_at);

CREATE UNIQUE INDEX invalidation_pkey ON public.invalidation USING btree (id);

CREATE INDEX invalidation_state_starts_at_idx ON public.invalidation USING btree (state, starts_at);

CREATE UNIQUE INDEX job_lease_pkey ON public.job_lease USING btree (name);

CREATE UNIQUE INDEX key_record_pkey ON public.key_record USING btree (id);

CREATE UNIQUE INDEX letter_pkey ON public.letter USING btree (id);

CREATE UNIQUE INDEX letter_reason_letter_id_code_key ON public.letter_reason USING btree (letter_id, code);

CREATE UNIQUE INDEX letter_reason_pkey ON public.letter_reason USING btree (id);

CREATE UNIQUE INDEX letter_slug_key ON public.letter USING btree (slug);

CREATE INDEX letter_state_published_on_idx ON public.letter USING btree (state, published_on);

CREATE UNIQUE INDEX letter_version_letter_id_language_number_key ON public.letter_version USING btree (letter_id, language, number);

CREATE UNIQUE INDEX letter_version_pkey ON public.letter_version USING btree (id);

CREATE UNIQUE INDEX listed_word_pkey ON public.listed_word USING btree (letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country);

CREATE INDEX mail_allowance_expires_at_idx ON public.mail_allowance USING btree (expires_at);

CREATE UNIQUE INDEX mail_allowance_pkey ON public.mail_allowance USING btree (address_limit_key);

CREATE INDEX mass_act_letter_id_proposed_at_idx ON public.mass_act USING btree (letter_id, proposed_at);

CREATE UNIQUE INDEX mass_act_pkey ON public.mass_act USING btree (id);

CREATE INDEX mass_act_state_starts_at_idx ON public.mass_act USING btree (state, starts_at);

CREATE UNIQUE INDEX move_rule_pkey ON public.move_rule USING btree (name, from_state, to_state);

CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (id);

CREATE INDEX outbox_signature_id_idx ON public.outbox USING btree (signature_id);

CREATE INDEX outbox_state_due_at_idx ON public.outbox USING btree (state, due_at);

CREATE INDEX passkey_account_id_idx ON public.passkey USING btree (account_id);

CREATE INDEX passkey_challenge_expires_at_idx ON public.passkey_challenge USING btree (expires_at);

CREATE UNIQUE INDEX passkey_challenge_pkey ON public.passkey_challenge USING btree (id);

CREATE INDEX passkey_challenge_session_id_idx ON public.passkey_challenge USING btree (session_id);

CREATE UNIQUE INDEX passkey_pkey ON public.passkey USING btree (id);

CREATE UNIQUE INDEX presence_pkey ON public.presence USING btree (letter_id, account_id);

CREATE UNIQUE INDEX proposed_text_pkey ON public.proposed_text USING btree (letter_id);

CREATE INDEX question_letter_id_kind_about_answer_mailed_at_idx ON public.question USING btree (letter_id, kind, about, answer, mailed_at);

CREATE UNIQUE INDEX question_pkey ON public.question USING btree (id);

CREATE UNIQUE INDEX question_signature_id_kind_about_key ON public.question USING btree (signature_id, kind, about);

CREATE INDEX rate_count_expires_at_idx ON public.rate_count USING btree (expires_at);

CREATE UNIQUE INDEX rate_count_pkey ON public.rate_count USING btree (key, window_at);

CREATE INDEX recovery_code_account_id_idx ON public.recovery_code USING btree (account_id);

CREATE UNIQUE INDEX recovery_code_pkey ON public.recovery_code USING btree (id);

CREATE UNIQUE INDEX remembered_columns_pkey ON public.remembered_columns USING btree (letter_id, headings_hash);

CREATE INDEX role_account_id_idx ON public.role USING btree (account_id);

CREATE INDEX role_letter_id_idx ON public.role USING btree (letter_id);

CREATE UNIQUE INDEX role_pkey ON public.role USING btree (id);

CREATE UNIQUE INDEX second_confirmation_pkey ON public.second_confirmation USING btree (id);

CREATE INDEX second_confirmation_signature_id_asked_at_idx ON public.second_confirmation USING btree (signature_id, asked_at);

CREATE INDEX session_account_id_idx ON public.session USING btree (account_id);

CREATE INDEX session_expires_at_idx ON public.session USING btree (expires_at);

CREATE UNIQUE INDEX session_pkey ON public.session USING btree (id);

CREATE INDEX sign_in_account_id_idx ON public.sign_in USING btree (account_id);

CREATE UNIQUE INDEX sign_in_pkey ON public.sign_in USING btree (id);

CREATE INDEX signature_contacts_idx ON public.signature USING btree (letter_id, signed_at, id) WHERE ((email IS NOT NULL) OR (contact_name IS NOT NULL) OR (contact_role IS NOT NULL));

CREATE UNIQUE INDEX signature_count_pkey ON public.signature_count USING btree (letter_id, day, state, kind, is_hidden);

CREATE INDEX signature_country_idx ON public.signature USING btree (letter_id, country, text_number, kind, sort_key, id, word_bits) WHERE ((state = 'published'::text) AND (hidden_at IS NULL) AND (visibility = 'full'::text));

CREATE INDEX signature_domain_idx ON public.signature USING btree (letter_id, state, domain_key, stands_at, stands_with, id) WHERE ((state = 'pending'::text) OR (state = 'held'::text));

CREATE INDEX signature_import_idx ON public.signature USING btree (import_id, id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX signature_import_key_key ON public.signature USING btree (import_key);

CREATE INDEX signature_invalidation_id_state_idx ON public.signature USING btree (invalidation_id, state) WHERE (invalidation_id IS NOT NULL);

CREATE INDEX signature_later_idx ON public.signature USING btree (letter_id, later_until) WHERE (later_until IS NOT NULL);

CREATE INDEX signature_letter_id_client_key_signed_at_idx ON public.signature USING btree (letter_id, client_key, signed_at) WHERE (client_key IS NOT NULL);

CREATE INDEX signature_letter_id_domain_key_signed_at_idx ON public.signature USING btree (letter_id, domain_key, signed_at) WHERE (domain_key IS NOT NULL);

CREATE INDEX signature_letter_id_entry_key_idx ON public.signature USING btree (letter_id, entry_key);

CREATE INDEX signature_letter_id_id_idx ON public.signature USING btree (letter_id, id);

CREATE UNIQUE INDEX signature_letter_id_kind_address_key_key ON public.signature USING btree (letter_id, kind, address_key);

CREATE INDEX signature_letter_id_lookalike_key_name_key_idx ON public.signature USING btree (letter_id, lookalike_key, name_key);

CREATE INDEX signature_letter_id_proposed_at_idx ON public.signature USING btree (letter_id, proposed_at) WHERE (proposed_at IS NOT NULL);

CREATE INDEX signature_list_idx ON public.signature USING btree (letter_id, text_number, kind, sort_key, id, word_bits) WHERE ((state = 'published'::text) AND (hidden_at IS NULL) AND (visibility = 'full'::text));

CREATE INDEX signature_listing_rule_idx ON public.signature USING btree (id) WHERE (listing_rule < 1);

CREATE INDEX signature_mailbox_idx ON public.signature USING btree (letter_id, address_limit_key, state, address_key) WHERE (address_limit_key IS NOT NULL);

CREATE INDEX signature_network_idx ON public.signature USING btree (letter_id, network_key, state, stands_at, stands_with, id) WHERE (network_key IS NOT NULL);

CREATE UNIQUE INDEX signature_note_pkey ON public.signature_note USING btree (id);

CREATE INDEX signature_note_signature_id_idx ON public.signature_note USING btree (signature_id);

CREATE UNIQUE INDEX signature_pkey ON public.signature USING btree (id);

CREATE INDEX signature_queue_idx ON public.signature USING btree (letter_id, state, stands_at, stands_with, id, kind, country, language, signals) WHERE ((state = 'pending'::text) OR (state = 'held'::text));

CREATE INDEX signature_refused_idx ON public.signature USING btree (letter_id, id) WHERE ((name <> ''::text) AND ((state = 'rejected'::text) OR (state = 'invalidated'::text)));

CREATE INDEX signature_state_expires_at_idx ON public.signature USING btree (state, expires_at) WHERE (expires_at IS NOT NULL);

CREATE INDEX signature_state_idx ON public.signature USING btree (letter_id, state, signed_at, id, kind, country, language, signals);

CREATE INDEX signature_takendown_idx ON public.signature USING btree (moved_at) WHERE (takendown_from IS NOT NULL);

CREATE INDEX signature_test_idx ON public.signature USING btree (letter_id) WHERE is_test;

CREATE UNIQUE INDEX signature_word_pkey ON public.signature_word USING btree (letter_id, word, signature_id);

CREATE INDEX signature_word_signature_id_idx ON public.signature_word USING btree (signature_id);

CREATE UNIQUE INDEX site_pkey ON public.site USING btree (id);

CREATE UNIQUE INDEX site_switch_pkey ON public.site_switch USING btree (name);

CREATE INDEX spent_challenge_expires_at_idx ON public.spent_challenge USING btree (expires_at);

CREATE UNIQUE INDEX spent_challenge_pkey ON public.spent_challenge USING btree (id);

CREATE INDEX staff_event_at_idx ON public.staff_event USING btree (at);

CREATE INDEX staff_event_letter_id_at_idx ON public.staff_event USING btree (letter_id, at);

CREATE UNIQUE INDEX staff_event_pkey ON public.staff_event USING btree (id);

CREATE UNIQUE INDEX suppression_pkey ON public.suppression USING btree (address_limit_key);

CREATE UNIQUE INDEX wording_pkey ON public.wording USING btree (hash);

CREATE OR REPLACE FUNCTION public.answer_question()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, 'second-' || NEW.answer, state, NEW.answered_at, 'organisation'
  FROM signature WHERE id = NEW.signature_id;
  UPDATE signature SET verified_how = 'second-confirmation', verified_how_at = NEW.answered_at
  WHERE id = NEW.signature_id AND NEW.answer = 'confirmed';
  UPDATE letter SET revision = revision + 1 WHERE id = NEW.letter_id AND shows_verification;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.answer_second()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE question SET answer = NEW.answer, answered_at = NEW.answered_at
  WHERE id = NEW.id AND answer IS NULL;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.ask_address()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE question SET
    answer = 'replaced', answered_at = NEW.asked_at,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.signature_id AND kind = 'address' AND id <> NEW.id AND answer IS NULL;
  INSERT INTO outbox (kind, signature_id, letter_id, created_at, due_at)
  SELECT 'address-asked', id, letter_id, NEW.asked_at, NEW.asked_at
  FROM signature WHERE id = NEW.signature_id AND email IS NOT NULL;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.ask_question()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT NEW.letter_id, NEW.signature_id, NEW.kind || '-asked', state, NEW.asked_at, NEW.asked_by
  FROM signature WHERE id = NEW.signature_id;
  INSERT INTO outbox (kind, signature_id, question_id, letter_id, created_at, due_at)
  VALUES ('question', NEW.signature_id, NEW.id, NEW.letter_id, NEW.asked_at, NEW.asked_at);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.ask_second()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO question (id, signature_id, letter_id, kind, about, email, asked_by, asked_at, expires_at)
  SELECT
    NEW.id, NEW.signature_id, NEW.letter_id, 'second', 1 + count(*), NEW.email, NEW.asked_by,
    NEW.asked_at, NEW.expires_at
  FROM question WHERE signature_id = NEW.signature_id AND kind = 'second';
  UPDATE second_confirmation SET email = NULL WHERE id = NEW.id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.begin_signatures()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.begin_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT 1 + coalesce(max(greatest(number, text_number)), 0) INTO NEW.text_number
  FROM letter_version WHERE letter_id = NEW.letter_id;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.count_in_version(entry signature, step integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  UPDATE letter_version SET
    organisations = organisations + step * (entry.kind = 'organisation')::integer,
    individuals = individuals
      + step * (entry.kind = 'individual' AND entry.visibility = 'full')::integer,
    anonymous = anonymous
      + step * (entry.kind = 'individual' AND entry.visibility = 'anonymous')::integer
  WHERE id = entry.letter_version_id AND entry.state = 'published' AND entry.hidden_at IS NULL
$function$;

CREATE OR REPLACE FUNCTION public.count_signature()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM 1 FROM letter WHERE id = NEW.letter_id FOR NO KEY UPDATE;
  PERFORM count_in_version(OLD, -1);
  PERFORM count_in_version(NEW, 1);
  PERFORM show_letter(NEW.letter_id, NEW.moved_at);
  PERFORM unlist_words(OLD);
  PERFORM list_words(NEW);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.delete_tests()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM signature WHERE letter_id = NEW.id AND is_test;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.delete_with_letter()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
  RETURN OLD;
END $function$;

CREATE OR REPLACE FUNCTION public.end_with_mail()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.kind = 'address-changed'
    AND (NEW.state IN ('sent', 'parked') OR (NEW.state = 'dropped' AND NEW.dropped_by IS NULL)) THEN
    UPDATE question SET former_email = NULL
    WHERE signature_id = NEW.signature_id AND kind = 'address' AND answered_at = NEW.created_at;
  END IF;
  UPDATE signature SET email = NULL
  WHERE id = NEW.signature_id AND contacts_gone_at IS NOT NULL AND email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = NEW.signature_id AND state = 'due');
  IF FOUND THEN
    INSERT INTO erasure (signature_id, code, at)
    VALUES (NEW.signature_id, 'contacts-erased', coalesce(NEW.sent_at, NEW.created_at));
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.erase_address()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE question SET email = NULL, contact_name = NULL, contact_role = NULL, former_email = NULL
  WHERE signature_id = NEW.id AND kind = 'address';
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.erase_question()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE question SET text = NULL, reply = NULL
  WHERE signature_id = NEW.id AND (text IS NOT NULL OR reply IS NOT NULL);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.keep_asked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM signature
    WHERE id = NEW.signature_id AND move = 'ask'
      AND moved_at = NEW.asked_at AND moved_by = NEW.asked_by
  ) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.keep_wording()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.name = '' OR NEW.move IN ('edit', 'accept-change') THEN
    DELETE FROM former_wording WHERE signature_id = NEW.id;
    RETURN NULL;
  END IF;
  IF NEW.move = 'restore-wording' THEN
    UPDATE former_wording SET
      name = '', title = NULL, affiliation = NULL, contact_role = NULL, taken_back_at = NEW.moved_at
    WHERE signature_id = NEW.id AND taken_back_at IS NULL AND name = NEW.name
      AND title IS NOT DISTINCT FROM NEW.title
      AND affiliation IS NOT DISTINCT FROM NEW.affiliation
      AND contact_role IS NOT DISTINCT FROM NEW.contact_role;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'that is not the former wording';
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.move <> 'correct' THEN
    UPDATE former_wording SET contact_role = NEW.contact_role
    WHERE signature_id = NEW.id AND taken_back_at IS NULL;
    RETURN NULL;
  END IF;
  IF EXISTS (
    SELECT 1 FROM former_wording WHERE signature_id = NEW.id AND taken_back_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'its signatory took a correction back';
  END IF;
  INSERT INTO former_wording (signature_id, name, title, affiliation, contact_role, corrected_at)
  VALUES (NEW.id, OLD.name, OLD.title, OLD.affiliation, OLD.contact_role, NEW.moved_at)
  ON CONFLICT (signature_id) DO UPDATE SET corrected_at = NEW.moved_at;
  DELETE FROM former_wording
  WHERE signature_id = NEW.id AND name = NEW.name
    AND title IS NOT DISTINCT FROM NEW.title
    AND affiliation IS NOT DISTINCT FROM NEW.affiliation
    AND contact_role IS NOT DISTINCT FROM NEW.contact_role;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.list_words(entry signature)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO listed_word (
    letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country
  )
  SELECT DISTINCT
    entry.letter_id, entry.text_number, entry.kind, word, entry.sort_key, entry.id,
    entry.word_bits, entry.country
  FROM jsonb_array_elements_text(entry.search_words::jsonb) AS word
  WHERE entry.state = 'published' AND entry.hidden_at IS NULL AND entry.visibility = 'full'
    AND NOT starts_with(entry.sort_key, word)
$function$;

CREATE OR REPLACE FUNCTION public.mail_question()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE question SET mailed_at = NEW.sent_at WHERE id = NEW.question_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.move_signature()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  rule move_rule;
BEGIN
  SELECT * INTO rule FROM move_rule
  WHERE name = NEW.move AND from_state = OLD.state AND to_state = NEW.state;
  IF NOT FOUND OR NEW.move_no IS DISTINCT FROM OLD.move_no + 1 THEN
    RAISE EXCEPTION 'no such move from here';
  END IF;
  IF OLD.name = '' THEN
    RAISE EXCEPTION 'an erased entry makes no move';
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
END $function$;

CREATE OR REPLACE FUNCTION public.note_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_expiry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  VALUES (OLD.id, 'expired', coalesce(OLD.expires_at, OLD.moved_at));
  -- Nothing else takes them away: they have no foreign key.
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT signature.id, 'suppressed', NEW.created_at
  FROM letter JOIN signature ON signature.letter_id = letter.id
  WHERE signature.address_limit_key = NEW.address_limit_key;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_suppression_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO erasure (signature_id, code, at)
  SELECT signature.id, 'unsuppressed', OLD.created_at
  FROM letter JOIN signature ON signature.letter_id = letter.id
  WHERE signature.address_limit_key = OLD.address_limit_key;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.queue_device_mail()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  SELECT 'new-device', NEW.account_id, NEW.created_at, NEW.created_at
  WHERE EXISTS (SELECT 1 FROM device WHERE account_id = NEW.account_id AND id <> NEW.id);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.queue_digest_mail()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO outbox (kind, account_id, created_at, due_at)
  VALUES ('entries-waiting', NEW.id, NEW.digest_at, NEW.digest_at);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.queue_sign_in_mail()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO outbox (kind, sign_in_id, account_id, created_at, due_at)
  VALUES (NEW.purpose, NEW.id, NEW.account_id, NEW.created_at, NEW.created_at);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.raise_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM show_letter(NEW.id, NULL);
  UPDATE letter_version SET public_since = NEW.updated_at
  WHERE id = NEW.current_version_id AND public_since IS NULL AND NEW.state <> 'draft';
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.readdress_signature()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE question SET
    answer = 'confirmed', answered_at = NEW.moved_at, former_email = OLD.email,
    email = NULL, contact_name = NULL, contact_role = NULL
  WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NULL AND email = NEW.email;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  IF EXISTS (
    SELECT 1 FROM question
    WHERE signature_id = NEW.id AND kind = 'address' AND answer IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the question has ended' USING ERRCODE = 'serialization_failure';
  END IF;
  RAISE EXCEPTION 'nobody is asked at this address';
END $function$;

CREATE OR REPLACE FUNCTION public.recount_signature()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE signature_count SET count = count - 1
  WHERE letter_id = OLD.letter_id AND day = to_char(OLD.signed_at, 'YYYY-MM-DD')
    AND state = OLD.state AND kind = OLD.kind AND is_hidden = (OLD.hidden_at IS NOT NULL);
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO signature_count AS kept (letter_id, day, state, kind, is_hidden, count)
    VALUES (
      NEW.letter_id, to_char(NEW.signed_at, 'YYYY-MM-DD'), NEW.state, NEW.kind,
      NEW.hidden_at IS NOT NULL, 1
    )
    ON CONFLICT (letter_id, day, state, kind, is_hidden) DO UPDATE SET count = kept.count + 1;
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_address()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO event (letter_id, signature_id, code, from_state, at, by)
  SELECT
    NEW.letter_id, NEW.signature_id, 'address-' || NEW.answer, state, NEW.answered_at,
    CASE NEW.answer WHEN 'cancelled' THEN 'signatory' ELSE 'new-address' END
  FROM signature WHERE id = NEW.signature_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the history is append-only';
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_nameless_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a change without a named move';
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_test()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM 1 FROM letter WHERE id = NEW.letter_id AND state = 'draft' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a test is signed on a draft';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.replace_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM signature_word WHERE signature_id = OLD.id;
  INSERT INTO signature_word (letter_id, word, signature_id)
  SELECT DISTINCT NEW.letter_id, word, NEW.id
  FROM json_array_elements_text(NEW.search_words::json) AS word;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.show_letter(which text, at timestamp without time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.stand_by_text()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT text_number INTO STRICT NEW.text_number
  FROM letter_version WHERE id = NEW.letter_version_id;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.uncount_signature()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM 1 FROM letter WHERE id = OLD.letter_id FOR NO KEY UPDATE;
  PERFORM count_in_version(OLD, -1);
  PERFORM show_letter(OLD.letter_id, NULL);
  PERFORM unlist_words(OLD);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.unlist_words(entry signature)
 RETURNS void
 LANGUAGE sql
AS $function$
  DELETE FROM listed_word
  WHERE letter_id = entry.letter_id AND text_number = entry.text_number AND kind = entry.kind
    AND word IN (SELECT jsonb_array_elements_text(entry.search_words::jsonb))
    AND sort_key = entry.sort_key AND signature_id = entry.id
$function$;

CREATE TRIGGER account_digest_mail AFTER UPDATE OF digest_at ON public.account FOR EACH ROW WHEN (((new.digest_at IS NOT NULL) AND (old.digest_at IS DISTINCT FROM new.digest_at) AND (new.disabled_at IS NULL))) EXECUTE FUNCTION queue_digest_mail();

CREATE TRIGGER address_asked AFTER INSERT ON public.question FOR EACH ROW WHEN ((new.kind = 'address'::text)) EXECUTE FUNCTION ask_address();

CREATE TRIGGER address_erased AFTER UPDATE OF email ON public.signature FOR EACH ROW WHEN (((new.email IS NULL) AND (old.email IS NOT NULL))) EXECUTE FUNCTION erase_address();

CREATE TRIGGER address_refused AFTER UPDATE OF answer ON public.question FOR EACH ROW WHEN (((new.kind = 'address'::text) AND (old.answer IS NULL) AND (new.answer = ANY (ARRAY['refused'::text, 'cancelled'::text])))) EXECUTE FUNCTION refuse_address();

CREATE TRIGGER device_new_mail AFTER INSERT ON public.device FOR EACH ROW EXECUTE FUNCTION queue_device_mail();

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON public.event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON public.event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER letter_changed AFTER UPDATE OF state, publisher, published_on, controller, contact, noindex, listed, shows_verification, affiliations_note, shows_figures, closes_at, time_zone, author, summary, tags, contact_months, rejected_months, current_version_id, publisher_url, colour, logo, header_image, header_image_small, header_alt ON public.letter FOR EACH ROW EXECUTE FUNCTION raise_revision();

CREATE TRIGGER letter_deleted BEFORE DELETE ON public.letter FOR EACH ROW EXECUTE FUNCTION delete_with_letter();

CREATE TRIGGER letter_opened AFTER UPDATE OF state ON public.letter FOR EACH ROW WHEN (((old.state = 'draft'::text) AND (new.state <> 'draft'::text))) EXECUTE FUNCTION delete_tests();

CREATE TRIGGER letter_version_begun BEFORE INSERT ON public.letter_version FOR EACH ROW WHEN ((new.text_number = 0)) EXECUTE FUNCTION begin_version();

CREATE TRIGGER mail_left AFTER UPDATE OF state ON public.outbox FOR EACH ROW WHEN (((new.state <> 'due'::text) AND (new.signature_id IS NOT NULL))) EXECUTE FUNCTION end_with_mail();

CREATE TRIGGER moderator_asks BEFORE INSERT ON public.question FOR EACH ROW WHEN ((new.kind = 'moderator'::text)) EXECUTE FUNCTION keep_asked();

CREATE TRIGGER question_answered AFTER UPDATE OF answer ON public.question FOR EACH ROW WHEN (((old.answer IS NULL) AND (new.answer IS NOT NULL) AND (new.kind = 'second'::text))) EXECUTE FUNCTION answer_question();

CREATE TRIGGER question_asked AFTER INSERT ON public.question FOR EACH ROW EXECUTE FUNCTION ask_question();

CREATE TRIGGER question_erased AFTER UPDATE OF name ON public.signature FOR EACH ROW WHEN ((new.name = ''::text)) EXECUTE FUNCTION erase_question();

CREATE TRIGGER question_mailed AFTER UPDATE OF state ON public.outbox FOR EACH ROW WHEN (((new.state = 'sent'::text) AND (new.question_id IS NOT NULL))) EXECUTE FUNCTION mail_question();

CREATE TRIGGER second_confirmation_answered AFTER UPDATE OF answer ON public.second_confirmation FOR EACH ROW WHEN (((old.answer IS NULL) AND (new.answer IS NOT NULL))) EXECUTE FUNCTION answer_second();

CREATE TRIGGER second_confirmation_asked AFTER INSERT ON public.second_confirmation FOR EACH ROW EXECUTE FUNCTION ask_second();

CREATE TRIGGER sign_in_mail AFTER INSERT ON public.sign_in FOR EACH ROW WHEN (new.by_mail) EXECUTE FUNCTION queue_sign_in_mail();

CREATE TRIGGER signature_begun AFTER INSERT ON public.signature REFERENCING NEW TABLE AS begun FOR EACH STATEMENT EXECUTE FUNCTION begin_signatures();

CREATE TRIGGER signature_corrected AFTER UPDATE OF move_no ON public.signature FOR EACH ROW WHEN (((new.move = ANY (ARRAY['correct'::text, 'restore-wording'::text, 'edit'::text, 'accept-change'::text])) OR (new.name = ''::text) OR (new.contact_role IS DISTINCT FROM old.contact_role))) EXECUTE FUNCTION keep_wording();

CREATE TRIGGER signature_counted AFTER UPDATE OF state, hidden_at, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id ON public.signature FOR EACH ROW WHEN (((NOT new.is_test) AND (((old.state = 'published'::text) AND (old.hidden_at IS NULL)) OR ((new.state = 'published'::text) AND (new.hidden_at IS NULL))))) EXECUTE FUNCTION count_signature();

CREATE TRIGGER signature_deleted AFTER DELETE ON public.signature FOR EACH ROW WHEN (((old.state = 'published'::text) AND (old.hidden_at IS NULL) AND (NOT old.is_test))) EXECUTE FUNCTION uncount_signature();

CREATE TRIGGER signature_erased AFTER UPDATE OF move_no ON public.signature FOR EACH ROW WHEN (((new.state = ANY (ARRAY['withdrawn'::text, 'refused'::text, 'takendown'::text])) OR (old.state = ANY (ARRAY['withdrawn'::text, 'refused'::text, 'takendown'::text])) OR (new.move = ANY (ARRAY['hide'::text, 'hide-again'::text, 'show'::text, 'leave-news'::text, 'join-news'::text, 'forget-contacts'::text, 'forget-entry'::text])) OR ((old.state = ANY (ARRAY['pending'::text, 'published'::text, 'rejected'::text])) AND (new.visibility <> old.visibility)))) EXECUTE FUNCTION note_erasure();

CREATE TRIGGER signature_expired AFTER DELETE ON public.signature FOR EACH ROW EXECUTE FUNCTION note_expiry();

CREATE TRIGGER signature_moved AFTER UPDATE OF move_no ON public.signature FOR EACH ROW EXECUTE FUNCTION move_signature();

CREATE TRIGGER signature_moves_by_name BEFORE UPDATE OF state, hidden_at, proposed_at, later_until, visibility, name, sort_key, title, affiliation, website, country, capacity, letter_version_id ON public.signature FOR EACH ROW WHEN (((NOT (new.move_no IS DISTINCT FROM old.move_no)) AND ((new.state IS DISTINCT FROM old.state) OR (new.hidden_at IS DISTINCT FROM old.hidden_at) OR (new.later_until IS DISTINCT FROM old.later_until) OR (new.proposed_at IS DISTINCT FROM old.proposed_at) OR (new.visibility IS DISTINCT FROM old.visibility) OR (new.name IS DISTINCT FROM old.name) OR (new.title IS DISTINCT FROM old.title) OR ((new.sort_key IS DISTINCT FROM old.sort_key) AND (new.listing_rule <= old.listing_rule)) OR (new.affiliation IS DISTINCT FROM old.affiliation) OR (new.website IS DISTINCT FROM old.website) OR (new.country IS DISTINCT FROM old.country) OR (new.capacity IS DISTINCT FROM old.capacity) OR (new.letter_version_id IS DISTINCT FROM old.letter_version_id)))) EXECUTE FUNCTION refuse_nameless_change();

CREATE TRIGGER signature_readdressed AFTER UPDATE OF move_no ON public.signature FOR EACH ROW WHEN ((new.move = 'change-address'::text)) EXECUTE FUNCTION readdress_signature();

CREATE TRIGGER signature_retallied AFTER UPDATE OF state, hidden_at, signed_at ON public.signature FOR EACH ROW WHEN (((new.state <> old.state) OR ((new.hidden_at IS NULL) <> (old.hidden_at IS NULL)) OR ((new.signed_at)::date <> (old.signed_at)::date))) EXECUTE FUNCTION recount_signature();

CREATE TRIGGER signature_reworded AFTER UPDATE OF search_words ON public.signature FOR EACH ROW WHEN ((old.search_words <> new.search_words)) EXECUTE FUNCTION replace_words();

CREATE TRIGGER signature_stands_by_text BEFORE INSERT OR UPDATE OF letter_version_id, text_number ON public.signature FOR EACH ROW EXECUTE FUNCTION stand_by_text();

CREATE TRIGGER signature_untallied AFTER DELETE ON public.signature FOR EACH ROW EXECUTE FUNCTION recount_signature();

CREATE TRIGGER staff_event_is_append_only_delete BEFORE DELETE ON public.staff_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER staff_event_is_append_only_update BEFORE UPDATE ON public.staff_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER suppression_begun AFTER INSERT ON public.suppression FOR EACH ROW EXECUTE FUNCTION note_suppression();

CREATE TRIGGER suppression_ended AFTER DELETE ON public.suppression FOR EACH ROW EXECUTE FUNCTION note_suppression_end();

CREATE TRIGGER test_is_of_a_draft BEFORE INSERT ON public.signature FOR EACH ROW WHEN (new.is_test) EXECUTE FUNCTION refuse_test();
