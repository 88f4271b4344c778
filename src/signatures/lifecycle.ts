/**
 * The life of a signature. Code, tests and docs read this one table.
 *
 *   held ─release──▶ unverified ──confirm──▶ pending ──approve──▶ published ──takedown──▶ takendown
 *                        │                      │ ▲
 *                        └──refuse──▶ refused   │ └ overturn: rejected ──▶ published
 *                                               └──reject──▶ rejected
 *
 *   pending, published, rejected ──withdraw──▶ withdrawn
 *
 * Two things are facts beside the state and not states: `hidden_at`, when its signatory hid it, and
 * `proposed_at`, when they asked for a change that waits for a moderator.
 */
export const STATES = [
  "held",
  "unverified",
  "pending",
  "published",
  "rejected",
  "withdrawn",
  "refused",
  "invalidated",
  "takendown",
] as const;

/** Where a signature stands. */
export type State = (typeof STATES)[number];

/** Each move: the states it may start from, and the one it leads to. */
export const MOVES = {
  /** A repeat of a held entry, this time with a captcha solved. */
  resubmit: { from: ["held"], to: "unverified" },
  /** A moderator lets a held entry's mail go out. */
  release: { from: ["held"], to: "unverified" },
  /** The owner of the address says: this was me. */
  confirm: { from: ["unverified"], to: "pending" },
  /** The owner of the address says: this was not me. */
  refuse: { from: ["unverified"], to: "refused" },
  approve: { from: ["pending"], to: "published" },
  reject: { from: ["pending"], to: "rejected" },
  /** Approves after all what was rejected. */
  overturn: { from: ["rejected"], to: "published" },
  /** Staff take a published entry out, at the person's request. */
  takedown: { from: ["published"], to: "takendown" },
  /** Whoever decided takes it back, before it is mailed. */
  undo: { from: ["published", "rejected"], to: "pending" },
  /** Taken out as fraud, with many others. What it was stays with it and can come back. */
  invalidate: {
    from: ["held", "unverified", "pending", "published", "rejected"],
    to: "invalidated",
  },
  /** Its signatory takes it back. */
  withdraw: { from: ["pending", "published", "rejected"], to: "withdrawn" },
} as const satisfies Record<string, { from: readonly State[]; to: State }>;

/** The name of a move. */
export type Move = keyof typeof MOVES;

/** An unconfirmed entry and its link live this long from when the first mail is due. */
export const VERIFY_TTL_DAYS = 7;
/** A held entry waits this long for a moderator. */
export const HELD_TTL_DAYS = 30;
/** A link mailed before a letter closed still confirms for this long. */
export const CONFIRM_AFTER_CLOSE_HOURS = 24;

/** Whether a text names a state. */
export function isState(text: string): text is State {
  return STATES.some((state) => state === text);
}
