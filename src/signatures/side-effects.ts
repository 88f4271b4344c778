import type { MoveMailKind } from "../mail/outbox.ts";
import { SECOND_MS } from "../shared/clock.ts";
import { type Move, STATES, type State } from "./lifecycle.ts";

/**
 * How long after a decision its mail is due. It is longer than the decision can be undone, by as
 * much as the clocks of two servers may differ, so that what is undone was never mailed.
 */
export const DECISION_MAIL_DELAY_MS = 12 * SECOND_MS;

/** What the history tells about an entry: the states that it came to, and what else happened. */
export const EVENT_CODES = [
  ...STATES,
  "erased",
  "contacts-erased",
  "hidden",
  "shown",
  "edited",
  "edit-proposed",
  "edit-accepted",
  "edit-rejected",
  "edit-discarded",
  "second-asked",
  "second-confirmed",
  "second-refused",
  "reaffirm-asked",
  "reaffirmed",
  "address-asked",
  "address-changed",
  "address-refused",
  "address-cancelled",
  "moderator-asked",
  "moderator-replied",
  "moderator-cancelled",
  "set-aside",
  "taken-up",
  "corrected",
  "wording-restored",
  "news-joined",
  "news-left",
] as const;

export type EventCode = (typeof EVENT_CODES)[number];

/** What follows a move, in the same statement. The database writes all of it. */
export type SideEffects = {
  /** What the history calls it: the state that it leads to, or a code; null: it is not recorded. */
  history: "state" | EventCode | null;
  /** The mail that is due, or one for each state. Entries without an address get none. */
  mail?: MoveMailKind | Partial<Record<State, MoveMailKind>>;
  /** How long after the move the mail is due. */
  mailDelayMs?: number;
  /**
   * Mail about a decision goes only to an address that was proved, and not if the reason is a
   * silent one.
   */
  isDecision?: true;
  /** A stranger can cause the mail, so it counts against the caps of its address. */
  isCapped?: true;
  /** The due mail that is dropped: all of it, or that about a decision. */
  drops?: "all" | "decision";
  /** The move whose dropped mail is due again. */
  returns?: Move;
  /** Erases ERASED, the notes of staff, and the address at which an organisation was asked. */
  erases?: true;
  /** A hash of the former words is kept, so that no import lists them again. */
  remembers?: true;
};

const CONFIRM = { history: "state", mail: "confirm", isCapped: true } as const;
const DECISION = { mailDelayMs: DECISION_MAIL_DELAY_MS, isDecision: true } as const;

export const SIDE_EFFECTS: Record<Move, SideEffects> = {
  sign: CONFIRM,
  hold: { history: "state" },
  import: { history: "state" },

  retype: { history: null },
  resubmit: CONFIRM,
  repeat: {
    history: null,
    mail: {
      unverified: "confirm",
      pending: "already-signed",
      published: "already-signed",
      rejected: "already-rejected",
    },
    isCapped: true,
  },
  "send-link": {
    history: null,
    mail: {
      unverified: "confirm",
      pending: "own-link",
      published: "own-link",
      rejected: "own-link",
    },
    isCapped: true,
  },
  "send-entries": { history: null, mail: "own-entries", isCapped: true },
  remind: { history: null, mail: "reminder", isCapped: true },
  "replace-links": { history: null },

  confirm: { history: "state" },
  refuse: { history: "state", drops: "all", erases: true },

  release: CONFIRM,
  approve: { history: "state", mail: "published", ...DECISION },
  reject: { history: "state", mail: "rejected", ...DECISION },
  "set-aside": { history: "set-aside" },
  "take-up": { history: "taken-up" },
  correct: { history: "corrected", remembers: true },
  // Written with the question, as of every kind.
  ask: { history: null },
  "cancel-question": { history: "moderator-cancelled" },
  overturn: { history: "state", mail: "published", ...DECISION },
  undo: { history: "state", drops: "decision" },
  "accept-change": { history: "edit-accepted", mail: "edit-accepted", remembers: true },
  "reject-change": { history: "edit-rejected", mail: "edit-rejected" },
  unpublish: { history: "state", drops: "decision" },
  republish: { history: "state", returns: "unpublish" },
  withhold: { history: "state", drops: "all" },
  "put-back": { history: "state" },
  "complete-takedown": { history: "erased", drops: "all", erases: true },
  erase: { history: "state", drops: "all", erases: true },

  edit: { history: "edited", remembers: true },
  "restore-wording": { history: "wording-restored", remembers: true },
  "propose-change": { history: "edit-proposed" },
  "discard-change": { history: "edit-discarded" },
  "go-unnamed": { history: "edited" },
  answer: { history: "moderator-replied" },
  reaffirm: { history: "reaffirmed" },
  "change-address": { history: "address-changed", mail: "address-changed" },
  "join-news": { history: "news-joined" },
  "leave-news": { history: "news-left" },
  hide: { history: "hidden" },
  show: { history: "shown" },
  withdraw: { history: "state", drops: "all", erases: true },

  invalidate: { history: "state", drops: "all" },
  restore: { history: "state", returns: "invalidate" },

  "forget-contacts": { history: "contacts-erased" },
  "forget-entry": { history: "erased", drops: "all", erases: true },

  "withdraw-again": { history: "state", drops: "all", erases: true },
  "refuse-again": { history: "state", drops: "all", erases: true },
  "hide-again": { history: "hidden" },
  "unname-again": { history: "edited" },
};

/** What is left of an address and a contact person: the keyed hashes of the address. */
export const CONTACTS_ERASED = { email: null, contactName: null, contactRole: null } as const;

/**
 * What is left of an entry that has ended: no name, no address, nothing by which to recognise a
 * person except the keyed hash that keeps an import from listing them again.
 */
export const ERASED = {
  name: "",
  sortName: null,
  sortKey: "",
  title: null,
  affiliation: null,
  website: null,
  country: "ZZ",
  contactName: null,
  contactRole: null,
  updates: false,
  updatesHash: null,
  updatesAt: null,
  capacity: null,
  email: null,
  addressKey: null,
  addressLimitKey: null,
  domainKey: null,
  clientKey: null,
  networkKey: null,
  mailNetworkKey: null,
  nameKey: "",
  lookalikeKey: "",
  signals: "",
  searchWords: "[]",
  wordBits: 0,
  reasonWords: null,
  proposal: null,
  proposedAt: null,
  verifiedHow: null,
  verifiedHowAt: null,
  source: null,
  takendownFrom: null,
  laterUntil: null,
} as const;
