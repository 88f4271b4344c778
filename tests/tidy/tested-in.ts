import type { TestedIn } from "./tree-rules.ts";

const SIGN = "tests/signatures/sign.test.ts";
const MODERATE = "tests/signatures/moderate.test.ts";
const OWN_PAGE = "tests/signatures/own-page.test.ts";
const EMAILS = "tests/mail/emails.test.ts";
const SIGN_IN = "tests/accounts/sign-in.test.ts";
const REKEY = "tests/stores/contract/rekey.test.ts";

/** Verbs that serve another one: the claim that would break first without them. */
export const TESTED_IN: TestedIn = {
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
  "src/signatures/export-record.ts": [
    "tests/web/exports.test.ts",
    "is recorded with who took what and how many rows, and listed",
  ],
  "src/signatures/history.ts": [
    "tests/web/entry.test.ts",
    "tells what happened, who did it and what was mailed, in order",
  ],
  "src/mail/message-to-signatory.ts": [
    EMAILS,
    "is sent in text and HTML that stand on their own, and asks nothing of any server",
  ],
  "src/mail/message-to-staff.ts": [
    EMAILS,
    "goes to the moderators of the letter, at most twice a day, and only when there is news",
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
  "src/signatures/presence.ts": [
    "tests/web/queue.test.ts",
    "says who else is here and on what, for a minute",
  ],
  "src/signatures/queue-counts.ts": [
    "tests/web/queue.test.ts",
    "counts every tab, the hidden ones among the published",
  ],
  "src/signatures/queue-filter.ts": ["tests/web/queue.test.ts", "take nothing that is no filter"],
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
  "src/accounts/rekey.ts": [
    REKEY,
    "rewrites every key and address, and no history, mail, count, revision or word",
  ],
  "src/accounts/sessions.ts": [
    SIGN_IN,
    "ends after thirty minutes of nothing, and after twelve hours whatever happens",
  ],
  "src/letters/edit.ts": [
    "tests/letters/letter-file.test.ts",
    "makes a version of a changed text, and none of the same",
  ],
  "src/letters/read.ts": [
    "tests/web/letter.test.ts",
    "is hidden from everybody while it is a draft",
  ],
  "src/letters/waiting-notice.ts": [
    "tests/mail/emails.test.ts",
    "goes to the moderators of the letter, at most twice a day, and only when there is news",
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
