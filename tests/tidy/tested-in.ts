import type { TestedIn } from "./tree-rules.ts";

const EDIT = "tests/letters/edit.test.ts";
const IMPORT_PAGE = "tests/letters/import-page.test.ts";
const SIGN = "tests/signatures/sign.test.ts";
const MODERATE = "tests/signatures/moderate.test.ts";
const OWN_PAGE = "tests/signatures/own-page.test.ts";
const INVALIDATE = "tests/signatures/invalidate.test.ts";
const EMAILS = "tests/mail/emails.test.ts";
const DIGEST = "tests/accounts/digest.test.ts";
const SIGN_IN = "tests/accounts/sign-in.test.ts";
const RESEMBLING = "tests/stores/contract/resembling.test.ts";
const SECOND = "tests/signatures/second-confirmation.test.ts";
const PASSKEY = "tests/accounts/passkey.test.ts";
const REKEY = "tests/stores/contract/rekey.test.ts";

/** Verbs that serve another one: the claim that would break first without them. */
export const TESTED_IN: TestedIn = {
  "src/accounts/switches.ts": [
    "tests/stores/contract/switches.test.ts",
    "is known to every process within five seconds, on and off",
  ],
  "src/letters/letter-row.ts": [
    "tests/web/letter.test.ts",
    "shows every paragraph, the demands numbered with an address each, publisher, day and closing line",
  ],
  "src/mail/backlog.ts": [
    "tests/web/metrics.test.ts",
    "say what waits in the outbox and in the queues, and for how long",
  ],
  "src/signatures/backlog.ts": [
    "tests/web/metrics.test.ts",
    "say what waits in the outbox and in the queues, and for how long",
  ],
  "src/signatures/change.ts": [
    OWN_PAGE,
    "holds at once for a pending entry, and a decision on what it said before does not",
  ],
  "src/signatures/proposal.ts": [
    OWN_PAGE,
    "of a published entry waits for a moderator while the old one stays",
  ],
  "src/signatures/hide.ts": [
    OWN_PAGE,
    "takes an entry out of list, counts and search at once, and showing brings it back",
  ],
  "src/signatures/withdraw.ts": [
    OWN_PAGE,
    "takes two presses, erases everything personal and leaves every public surface",
  ],
  "src/signatures/invalidation-store.ts": [
    INVALIDATE,
    "meet by name, domain, country, time and state, all of them together",
  ],
  "src/signatures/read-invalidations.ts": [
    INVALIDATE,
    "shows in the list, on the entry and to its signatory",
  ],
  "src/signatures/run-invalidations.ts": [
    INVALIDATE,
    "stops after the batch, goes on, and undoes what is out",
  ],
  "src/accounts/second-person.ts": [
    INVALIDATE,
    "by the only person who could waits for an hour, and can be stopped until then",
  ],
  "src/signatures/export-record.ts": [
    "tests/web/exports.test.ts",
    "is recorded with who took what and how many rows, and listed",
  ],
  "src/signatures/history.ts": [
    "tests/web/entry.test.ts",
    "tells what happened, who did it and what was mailed, in order",
  ],
  "src/signatures/history-store.ts": [
    "tests/signatures/letter-history.test.ts",
    "shows fifty lines a page, each once, also where many happened in one moment",
  ],
  "src/mail/message-to-signatory.ts": [
    EMAILS,
    "is sent in text and HTML that stand on their own, and asks nothing of any server",
  ],
  "src/mail/message-to-staff.ts": [
    DIGEST,
    "names each letter with what waits in it and nothing about signatories",
  ],
  "src/mail/waiting.ts": [
    DIGEST,
    "names each letter with what waits in it and nothing about signatories",
  ],
  "src/signatures/client.ts": [
    SIGN,
    "keeps of a client only two hashes under a key that is destroyed after thirty days",
  ],
  "src/signatures/entry.ts": [
    SIGN,
    "keeps the address encrypted and hashed, the letter's version and the wording agreed to",
  ],
  "src/signatures/forget.ts": [
    "tests/signatures/verify.test.ts",
    "expires after seven days, when the entry is forgotten",
  ],
  "src/signatures/rekey.ts": [
    REKEY,
    "rewrites every key and address, and no history, mail, count, revision or word",
  ],
  "src/signatures/notice.ts": [
    RESEMBLING,
    "is noticed beside the first that waits of those that it resembles",
  ],
  "src/signatures/resembling.ts": [
    RESEMBLING,
    "are found beside its key and by its words, in its letter and kind alone",
  ],
  "src/signatures/ask-second.ts": [
    SECOND,
    "mails the address that it publishes, with the entry, who signed and the link",
  ],
  "src/mail/message-to-organisation.ts": [
    SECOND,
    "ends with the entry, and its mail does not leave any more",
  ],
  "src/signatures/presence.ts": [
    "tests/web/queue.test.ts",
    "says who else is here and on what, for a minute",
  ],
  "src/signatures/queue-counts.ts": [
    "tests/web/queue.test.ts",
    "counts every tab, the hidden ones among the published",
  ],
  "src/signatures/queue-filter.ts": ["tests/web/queue.test.ts", "take nothing that is no filter"],
  "src/signatures/search.ts": [
    "tests/stores/contract/searching.test.ts",
    "finds the same where few entries are named one by one and where many are not",
  ],
  "src/signatures/queue-facts.ts": [
    "tests/web/queue.test.ts",
    "shows how many came from one network, with a way to them",
  ],
  "src/signatures/queue-order.ts": [
    "tests/stores/contract/queue.test.ts",
    "has look-alikes together, by the oldest of them, and pages through ties",
  ],
  "src/signatures/queue.ts": [MODERATE, "shows the oldest first, fifty a page"],
  "src/signatures/wording.ts": [
    SIGN,
    "keeps the address encrypted and hashed, the letter's version and the wording agreed to",
  ],
  "src/accounts/invite.ts": [SIGN_IN, "lives fifteen minutes, an invitation seven days"],
  "src/accounts/names.ts": [
    "tests/signatures/export.test.ts",
    "takes the states that were asked for, with who decided by name, never by address",
  ],
  "src/accounts/device.ts": [
    SIGN_IN,
    "tells by mail of a browser that is new to the account, and of no other",
  ],
  "src/accounts/enter.ts": [
    SIGN_IN,
    "tells by mail of a browser that is new to the account, and of no other",
  ],
  "src/accounts/passkey-assertion.ts": [
    PASSKEY,
    "is refused when its counter goes back or stands, as a copy's does",
  ],
  "src/accounts/passkey-challenge.ts": [
    PASSKEY,
    "is good for five minutes, once, in one session and for one purpose",
  ],
  "src/accounts/relying-party.ts": [
    "tests/security/stolen-accounts.test.ts",
    "is refused in words when it is forged, foreign, malformed or oversized",
  ],
  "src/accounts/staff-events.ts": [
    PASSKEY,
    "is shown with its name and when it was used, and can be removed",
  ],
  "src/accounts/rekey.ts": [
    REKEY,
    "rewrites every key and address, and no history, mail, count, revision or word",
  ],
  "src/accounts/sessions.ts": [
    SIGN_IN,
    "ends after thirty minutes of nothing, and after twelve hours whatever happens",
  ],
  "src/letters/edit-reasons.ts": [
    "tests/letters/reasons.test.ts",
    "is edited in place: added to, reworded, put in another order, retired and used again",
  ],
  "src/letters/revise.ts": [EDIT, "has one winner where two save at the same time"],
  "src/letters/versions.ts": [
    EDIT,
    "becomes a new version where it changed; whoever signed keeps theirs",
  ],
  "src/letters/public-version.ts": [
    "tests/web/from-memory.test.ts",
    "closes when its letter does, by the clock or by hand, and is gone with it",
  ],
  "src/signatures/import-preview.ts": [
    IMPORT_PAGE,
    "shows what each line becomes and stores nothing, then imports all of them",
  ],
  "src/signatures/import-rows.ts": [
    IMPORT_PAGE,
    "tells a corrected line, and one whose signatory has left",
  ],
  "src/signatures/overview.ts": [
    "tests/letters/overview.test.ts",
    "counts every state by kind, the hidden ones, and the total that is public",
  ],
  "src/letters/read.ts": [
    "tests/web/letter.test.ts",
    "is hidden from everybody while it is a draft",
  ],
  "src/mail/deliver.ts": [
    "tests/mail/outbox.test.ts",
    "sends a mail again after a failure, under the same Message-ID, later and later",
  ],
  "src/mail/message.ts": [
    "tests/mail/outbox.test.ts",
    "drops what lost its point: an entry confirmed meanwhile, a letter with nothing left to read",
  ],
};
