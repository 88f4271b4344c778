/** What somebody of staff asked for above the limit of a day, and its release. */
export const massActs = {
  title: "Waiting for a second person",
  "title-of": "Waiting for a second person: {title}",
  lead: "Nobody can take down, erase or add as published more than {max, number} entries in 24 hours alone. Anything above that waits until another campaigner or administrator releases it.",
  none: "Nothing is waiting, and nothing has waited so far.",
  "none-now": "Nothing is waiting now.",
  "title-takedown": "Take down {count, plural, one {one entry} other {# entries}}",
  "title-erase": "Erase {count, plural, one {one entry} other {# entries}} for good",
  "title-import": "Add {count, plural, one {one entry} other {# entries}} from a file",
  asked: "Asked by",
  reason: "Reason",
  examples: "Some of the entries:",
  others: "{count, plural, one {and one more} other {and # more}}",
  "waits-for-you":
    "It is waiting for you or somebody else to release it. If nobody does by {moment} UTC, it will not happen.",
  "waits-for-others":
    "It is waiting for another campaigner or administrator to release it. If nobody does by {moment} UTC, it will not happen.",
  begins: "Nobody else could release it, so there is time to stop it. It starts on {moment} UTC.",
  "send-again":
    "It is released. We have not kept the file, so the person who asked must send the same file again by {moment} UTC.",
  "under-way": "It is released and in progress.",
  done: "Done. Released by {name}.",
  cancelled: "{name} stopped it, so it did not happen.",
  expired: "Nobody released it by {moment} UTC, so it did not happen.",
  "release-now": "Release it",
  "release-after-delay": "Release it; it starts in an hour",
  cancel: "Stop it",
  "problem-late": "Somebody else acted first. This is the current state.",
  "problem-second": "Somebody else must release this one: a campaigner or an administrator.",
  "send-file": "Send the file again",
  "ended-title": "Earlier requests",
  waiting:
    "{count, plural, one {One request is} other {# requests are}} waiting for a second person",
} as const;
