/** What somebody of staff asked for above the limit of a day, and its release. */
export const massActs = {
  title: "Waiting for a second person",
  "title-of": "Waiting for a second person: {title}",
  lead: "Nobody takes down or erases more than {max, number} entries alone in 24 hours, or adds more as published. What is above that waits until another campaigner or administrator releases it.",
  none: "Nothing waits, and nothing waited.",
  "none-now": "Nothing waits now.",
  "title-takedown": "To take down {count, plural, one {one entry} other {# entries}}",
  "title-erase": "To erase {count, plural, one {one entry} other {# entries}} for good",
  "title-import": "To add {count, plural, one {one entry} other {# entries}} from a file",
  asked: "Asked by",
  reason: "Reason",
  examples: "Some of the entries:",
  others: "{count, plural, one {and one more} other {and # more}}",
  "waits-for-you":
    "It waits for you or somebody else to release it. If nobody does by {moment} UTC, it is not done.",
  "waits-for-others":
    "It waits for another campaigner or administrator to release it. If nobody does by {moment} UTC, it is not done.",
  begins: "Nobody else could release it, so there is time to stop it. It begins on {moment} UTC.",
  "send-again":
    "It is released. The file was not kept: whoever asked sends the same file again by {moment} UTC.",
  "under-way": "It is released and under way.",
  done: "Done. Released by {name}.",
  cancelled: "It was not done: {name} stopped it.",
  expired: "It was not done: nobody released it by {moment} UTC.",
  "release-now": "Release it",
  "release-after-delay": "Release it; it begins in an hour",
  cancel: "Do not do it",
  "problem-late": "Somebody else was first: this is how it stands now.",
  "problem-second": "Somebody else must release this one: a campaigner or an administrator.",
  "send-file": "Send the file again",
  "ended-title": "What waited before",
  waiting: "{count, plural, one {One request waits} other {# requests wait}} for a second person",
} as const;
