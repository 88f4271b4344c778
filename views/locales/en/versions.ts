/** The versions of a letter's text. */
export const versions = {
  title: "Versions of this letter",
  "of-letter": "Versions of “{title}”",
  lead: "Every text that this letter has had stays here, with what changed, when and why. A signature stays with the text that was signed.",
  number: "Version {number, number}",
  "number-of-letter": "Version {number, number} of “{title}”",
  current: "current text",
  since: "since {day}",
  "from-until": "from {from} until {until}",
  "on-day": "on {day}",
  "change-first": "First text",
  "change-typographical": "Spelling and punctuation only",
  "change-small": "A small change, seen by a second person",
  "change-substantial": "Changes what the letter says",
  reason: "Reason",
  "no-reason": "no reason given",
  signed:
    "{count, plural, =0 {Nobody has signed this version.} one {One signatory signed this version.} other {# signatories signed this version.}}",
  hash: "Hash (SHA-256)",
  "read-text": "Read this text",
  "see-change": "See what changed",
  "as-json": "This list for programs:",
  "one-as-json": "This version for programs:",
  "about-one": "The text of {day}, word for word, with what changed, why, and how many signed it.",
  "is-current": "This is the current text of the letter, since {day}.",
  "go-to-letter": "Go to the letter",
  "is-former":
    "This is a former text of the letter, {period}. It is kept for those who signed it, and is no longer the current one.",
  "read-current": "Read the current text",
  "all-versions": "All versions",
  change: "What kind of change",
  "signed-title": "Signed by",
  "signed-by": "{count, plural, =0 {nobody} one {# signatory} other {# signatories}}",
  "text-title": "The text of version {number, number}",
  "jump-to-text": "The text",
  "jump-to-change": "What changed",
  "jump-to-hash": "Check the hash",
  "hash-title": "How to check that this is the text",
  "hash-explained":
    "The hash is a fingerprint of the text: one comma more would give another one. Whoever kept it from their mail, or from anywhere else, can check that the text which they signed is still this one.",
  "hash-download": "Download the text of version {number, number}",
  "hash-file":
    "The file holds title, text and closing line, exactly as they were saved, in the form of JSON.",
  "hash-command":
    "Have your computer make the SHA-256 of the file. On Linux, on a Mac and on Windows one of these commands does so:",
  "hash-compare": "The answer must be this hash:",
  newer: "Version {number, number}, which came after it",
  older: "Version {number, number}, which came before it",
} as const;

/** How two texts differ, by sentence. */
export const difference = {
  title: "What changed since version {number, number}",
  removed: "Removed",
  added: "Added",
  unchanged: "{count, plural, one {One sentence unchanged} other {# sentences unchanged}}",
  none: "Every sentence is the same. Only the way it is set differs, such as paragraphs, bold or italics.",
  replaced:
    "The whole text was replaced: too little of the one before is left to show them side by side.",
  "former-number": "before: {number}",
  "kind-title": "Title",
  "kind-heading": "Heading",
  "kind-quotation": "Quotation",
  "kind-code": "Code",
  "kind-break": "Separator",
  "kind-closing": "Closing line",
} as const;
