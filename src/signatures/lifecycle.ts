import type { Permission } from "../accounts/account.ts";

/**
 * The life of a signature: the states, and every move between them. The database refuses any other
 * (see move-rules.ts); what follows a move, such as a mail, is in side-effects.ts.
 *
 *   new -sign-> unverified -confirm-> pending -approve-> published
 *   new -hold-> held -resubmit, release-> unverified -refuse-> refused
 *   new -import-> pending, published
 *   pending -reject-> rejected -overturn-> published
 *   published, rejected -undo-> pending
 *   published -unpublish-> pending -republish-> published
 *   pending, published, rejected -withdraw-> withdrawn
 *   held, unverified, pending, published, rejected -invalidate-> invalidated
 *   invalidated -restore-> held, unverified, pending, published, rejected
 *   held, unverified, pending, published, rejected, invalidated -withdraw-again-> withdrawn
 *   held, unverified, pending, published, rejected, invalidated -refuse-again-> refused
 *   held, unverified, pending, published, rejected -withhold-> takendown
 *   takendown -put-back-> held, unverified, pending, published, rejected
 *   held, unverified, pending, published, rejected, invalidated -erase-> takendown
 *
 * Some facts are not states but columns of their own: `hidden_at`, when its signatory hid it,
 * `proposed_at`, when they asked for a change that waits for a moderator, `later_until`, until when
 * a moderator set it aside, and `takendown_from`, the state that a takedown can still be undone to;
 * it is null once the entry is erased. An entry that is erased, also by `forget-entry`, which keeps
 * its state, has no name and makes no move.
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

export type State = (typeof STATES)[number];

/** Nobody has proved the address yet. Such an entry is forgotten when it expires. */
export const UNCONFIRMED_STATES = ["unverified", "held"] as const satisfies State[];
/** Somebody proved the address, and the entry has its own page. */
const CONFIRMED_STATES = ["pending", "published", "rejected"] as const satisfies State[];
/** Its signatory can change it, and an organisation can be asked about it. */
export const CHANGEABLE_STATES = ["pending", "published"] as const satisfies State[];
/** Nobody has decided it yet. */
export const UNDECIDED_STATES = ["held", "unverified", "pending"] as const satisfies State[];
/** Off everything; its data is erased, or will be within a day of a takedown. */
export const ENDED_STATES = ["withdrawn", "refused", "takendown"] as const satisfies State[];
/** Neither ended nor taken out. */
export const LIVE_STATES = [
  "held",
  "unverified",
  "pending",
  "published",
  "rejected",
] as const satisfies State[];

const NOT_ENDED_STATES = [...LIVE_STATES, "invalidated"] as const satisfies State[];

/**
 * Who may make a move: anybody with the form, whoever has a link that was mailed to the address,
 * a job, whoever runs commands on the server, or staff with this permission.
 */
export type MadeBy = "anybody" | "signatory" | "job" | "command" | Permission;

/** The states from which a move may start (none: it makes a new entry), and where it leads. */
type MoveDefinition = {
  from: readonly State[];
  /** One state; several, if the verb says which; or "same", if only facts change. */
  to: State | readonly State[] | "same";
  who: MadeBy;
};

/** Every move that an entry can make. Each statement that changes an entry names one. */
export const MOVES = {
  sign: { from: [], to: "unverified", who: "anybody" },
  /** Signed without a solved captcha, or above a limit: nothing is mailed before a release. */
  hold: { from: [], to: "held", who: "anybody" },
  import: { from: [], to: ["pending", "published"], who: "import" },

  /** A repeat of an unconfirmed entry replaces what it says. */
  retype: { from: UNCONFIRMED_STATES, to: "same", who: "anybody" },
  /** A repeat of a held entry, this time with a solved captcha. */
  resubmit: { from: ["held"], to: "unverified", who: "anybody" },
  /** A repeat of any other entry: it is answered only by mail. */
  repeat: { from: ["unverified", ...CONFIRMED_STATES], to: "same", who: "anybody" },
  /** Somebody who lost the link asks for a new one. */
  "send-link": { from: ["unverified", ...CONFIRMED_STATES], to: "same", who: "anybody" },
  /** The same for all entries of an address: one of them stands for all. */
  "send-entries": { from: ["unverified", ...CONFIRMED_STATES], to: "same", who: "anybody" },
  remind: { from: ["unverified"], to: "same", who: "job" },
  /** A newer link has left. Until then the older ones go on working. */
  "replace-links": { from: CONFIRMED_STATES, to: "same", who: "job" },

  /** The owner of the address says: this was me. */
  confirm: { from: ["unverified"], to: "pending", who: "signatory" },
  /** The owner of the address says: this was not me. */
  refuse: { from: ["unverified"], to: "refused", who: "signatory" },

  /** A moderator lets a held entry's mail go out. */
  release: { from: ["held"], to: "unverified", who: "moderate" },
  approve: { from: ["pending"], to: "published", who: "moderate" },
  reject: { from: ["pending"], to: "rejected", who: "moderate" },
  /** Out of the queue until a date; it comes back by itself, */
  "set-aside": { from: ["pending"], to: "same", who: "moderate" },
  /** or before, if a moderator wants it back. */
  "take-up": { from: ["pending"], to: "same", who: "moderate" },
  /** Mends capitals, spaces and punctuation, and in which field a word stands; no word changes. */
  correct: { from: ["pending"], to: "same", who: "moderate" },
  /** Asks its signatory something by mail: out of the queue until they answer, for some days, */
  ask: { from: ["pending"], to: "same", who: "moderate" },
  /** or until a moderator needs no answer any more. */
  "cancel-question": { from: ["pending"], to: "same", who: "moderate" },
  /** Publishes what was rejected before. */
  overturn: { from: ["rejected"], to: "published", who: "overturn" },
  /** Whoever decided takes the decision back before it is mailed. */
  undo: { from: ["published", "rejected"], to: "pending", who: "moderate" },
  "accept-change": { from: ["published"], to: "same", who: "moderate" },
  "reject-change": { from: ["published"], to: "same", who: "moderate" },
  /** Back to the queue, to be read again. */
  unpublish: { from: ["published"], to: "pending", who: "moderate" },
  /** Published again as it was, so that its signatory is told nothing. */
  republish: { from: ["pending"], to: "published", who: "moderate" },
  /** Staff take an entry down: off everything at once, to be erased in a day. */
  withhold: { from: LIVE_STATES, to: "takendown", who: "takedown" },
  /** The takedown is undone: back into the state that it was in. */
  "put-back": { from: ["takendown"], to: LIVE_STATES, who: "takedown" },
  /** The day is over, or whoever was taken down signs anew. */
  "complete-takedown": { from: ["takendown"], to: "takendown", who: "job" },
  /** Staff erase an entry at once, such as at somebody's request; or a ledger says they did. */
  erase: { from: [...NOT_ENDED_STATES, "takendown"], to: "takendown", who: "takedown" },

  /** Its signatory changes what a pending entry says. */
  edit: { from: ["pending"], to: "same", who: "signatory" },
  /** Its signatory takes a correction back: their own wording stands again. */
  "restore-wording": { from: CHANGEABLE_STATES, to: "same", who: "signatory" },
  /** Its signatory asks for a change of a published entry, which a moderator will read. */
  "propose-change": { from: ["published"], to: "same", who: "signatory" },
  "discard-change": { from: ["published"], to: "same", who: "signatory" },
  /** The name leaves the list at once: this only takes away. */
  "go-unnamed": { from: ["published"], to: "same", who: "signatory" },
  /** Its signatory answers a moderator's question: back into the queue. */
  answer: { from: ["pending"], to: "same", who: "signatory" },
  /** Signs the changed text of the letter, too. */
  reaffirm: { from: CHANGEABLE_STATES, to: "same", who: "signatory" },
  /** The owner of another address has confirmed that mail about it goes there from now on. */
  "change-address": { from: CHANGEABLE_STATES, to: "same", who: "signatory" },
  "join-news": { from: CONFIRMED_STATES, to: "same", who: "signatory" },
  "leave-news": { from: CONFIRMED_STATES, to: "same", who: "signatory" },
  hide: { from: ["published"], to: "same", who: "signatory" },
  show: { from: ["published"], to: "same", who: "signatory" },
  withdraw: { from: CONFIRMED_STATES, to: "withdrawn", who: "signatory" },

  /** Taken out as fraud, with many others. Its columns stay, so that it can come back. */
  invalidate: { from: LIVE_STATES, to: "invalidated", who: "invalidate" },
  /** Put back into the state that it was in. */
  restore: { from: ["invalidated"], to: LIVE_STATES, who: "invalidate" },

  /** The time of its address and its contact person is over, whatever becomes of the entry. */
  "forget-contacts": { from: NOT_ENDED_STATES, to: "same", who: "job" },
  /** The time of what was rejected, or taken out as fraud, is over: nothing is left of it. */
  "forget-entry": { from: ["rejected", "invalidated"], to: "same", who: "job" },

  /** A backup was restored in which the entry had not ended yet: the ledger says that it has. */
  "withdraw-again": { from: NOT_ENDED_STATES, to: "withdrawn", who: "command" },
  "refuse-again": { from: NOT_ENDED_STATES, to: "refused", who: "command" },
  "hide-again": { from: LIVE_STATES, to: "same", who: "command" },
  "unname-again": { from: LIVE_STATES, to: "same", who: "command" },
} as const satisfies Record<string, MoveDefinition>;

export type Move = keyof typeof MOVES;

/** A move that makes an entry. */
export type FirstMove = "sign" | "hold" | "import";
/** A move that puts an entry back into the state that it was in. */
export type ReturningMove = "restore" | "put-back";
/** Any other. */
export type OnwardMove = Exclude<Move, FirstMove | ReturningMove>;

/** Every move, in the order of the table. */
export const MOVE_NAMES: readonly Move[] = Object.keys(MOVES).filter(isMove);

/** An unconfirmed entry and its link live this long from when the first mail is due. */
export const VERIFY_TTL_DAYS = 7;
/** A held entry waits this long for a moderator. */
export const HELD_TTL_DAYS = 30;
/** What was taken down is erased this long after, and can be put back until then. */
export const TAKEDOWN_HOURS = 24;

function isMove(text: string): text is Move {
  return text in MOVES;
}

export function isState(text: string): text is State {
  return STATES.some((state) => state === text);
}

/** Whether a state is one of a group, or of those that a move starts from. */
export function isOneOf<Some extends State>(state: State, some: readonly Some[]): state is Some {
  return some.some((one) => one === state);
}
