/**
 * Every table that holds data of the product, each after those that it refers to. Leases of jobs
 * are not among them, since they belong to running processes. Nor are the rules of moves, which
 * migrations bring.
 */
export const TABLES = [
  "letter",
  "letter_version",
  "proposed_text",
  "letter_reason",
  "remembered_columns",
  "import_record",
  "wording",
  "signature",
  "signature_note",
  "former_wording",
  "signature_word",
  "listed_word",
  "signature_count",
  "question",
  "asking",
  "second_confirmation",
  "invalidation",
  "act_allowance",
  "mass_act",
  "act_notice",
  "presence",
  "event",
  "erasure",
  "outbox",
  "former_entry",
  "suppression",
  "export_record",
  "account",
  "role",
  "sign_in",
  "session",
  "passkey",
  "passkey_challenge",
  "recovery_code",
  "device",
  "staff_event",
  "spent_challenge",
  "rate_count",
  "mail_allowance",
  "client_key",
  "site_switch",
  "site",
  "image",
  "key_record",
] as const;

/** The table that a target has while a copy into it is not finished, and at no other time. */
export const COPY_PROGRESS = "copy_progress";
