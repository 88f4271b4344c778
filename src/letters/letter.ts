import { DAY_MS, later } from "../shared/clock.ts";

/** Not public yet, collecting signatures, or closed. */
export type LetterState = "draft" | "open" | "closed";

/** A letter with its current text, as pages and mails need it. */
export type Letter = {
  id: string;
  slug: string;
  state: LetterState;
  language: string;
  publishedOn: Date | null;
  publisher: string;
  /** Who wrote it or speaks for it, beside the day; null if nobody is named. */
  author: string | null;
  /** What it is about, for those who see a link to it; null if nobody said. */
  summary: string | null;
  /** Who answers for the personal data; the publisher if nobody else is named. */
  controller: string;
  contact: string | null;
  replyTo: string | null;
  /** Whose name stands before the address that its mails come from; null for the site's own. */
  senderName: string | null;
  /** How its page looks: the publisher's website, colour and images, the last by their names. */
  publisherUrl: string | null;
  colour: string | null;
  logo: string | null;
  headerImage: string | null;
  headerImageSmall: string | null;
  /** What the header image shows, in words. */
  headerAlt: string | null;
  noindex: boolean;
  closesAt: Date | null;
  /** The IANA name of the time zone in which its closing moment is typed and shown. */
  timeZone: string;
  closedAt: Date | null;
  submissionsPerClientMax: number;
  /** How many signatories its campaigners hope for; null if they did not say. Only staff see it. */
  goal: number | null;
  /** How many months after the letter closed addresses and contact persons are kept. */
  contactMonths: number;
  /** How many months after the decision what was rejected or taken out as fraud is kept. */
  rejectedMonths: number;
  tags: readonly string[];
  /** Whether the front page names it while it is open. */
  listed: boolean;
  /** Whether the public list says how organisations were verified. */
  showsVerification: boolean;
  /** Whether it says that affiliations are for identification only. */
  affiliationsNote: boolean;
  /** Whether its page says how many are in review, withdrew and were removed. */
  showsFigures: boolean;
  counts: LetterCounts;
  revision: number;
  updatedAt: Date;
  version: LetterText;
};

/** One version of a letter's text. */
export type LetterText = {
  id: string;
  number: number;
  /** Versions that say the same share it. */
  textNumber: number;
  /** SHA-256 of what it says, in hex. */
  textHash: string;
  language: string;
  title: string;
  body: string;
  closing: string;
};

/**
 * How many signed a text: published and not hidden. `individuals` counts the named ones. Those of a
 * letter are of its current text.
 */
export type LetterCounts = { organisations: number; individuals: number; anonymous: number };

/** A reason, as its row holds it, for which entries of a letter are rejected or taken down. */
export type EditableReason = {
  code: string;
  position: number;
  /** Null if the product has words for the code. */
  label: string | null;
  /** JSON: the sentence that is mailed, by language; null if the product has words for the code. */
  sentences: string | null;
  silent: boolean;
  retiredAt: Date | null;
};

/** Whether a letter takes signatures at a moment: it is open, and its closing date is ahead. */
export function isOpen(letter: { state: string; closesAt: Date | null }, now: Date): boolean {
  return letter.state === "open" && (letter.closesAt === null || letter.closesAt > now);
}

/** Whether a letter took signatures once and takes none any more. */
export function isClosed(letter: { state: string; closesAt: Date | null }, now: Date): boolean {
  if (letter.state === "draft") return false;
  return letter.state === "closed" || (letter.closesAt !== null && letter.closesAt <= now);
}

/** What says whether a letter takes signatures, and since when it takes none. */
type OpenUntil = Pick<Letter, "closesAt" | "closedAt" | "updatedAt"> & { state: string };

/** When a letter stopped taking signatures; null while it takes them. */
function closedSince(letter: OpenUntil, now: Date): Date | null {
  if (isOpen(letter, now)) return null;
  if (letter.state === "open") return letter.closesAt;
  return letter.closedAt ?? letter.updatedAt;
}

/** When a letter stopped taking signatures for good, or is to; null if nothing says so. */
export function endOf({ state, closesAt, closedAt, updatedAt }: OpenUntil): Date | null {
  if (state !== "closed") return closesAt;
  const closed = closedAt ?? updatedAt;
  return closesAt !== null && closesAt < closed ? closesAt : closed;
}

/** A link mailed before a letter closed still confirms for this long after. */
const CONFIRM_AFTER_CLOSE_MS = DAY_MS;

export function isTooLateToConfirm(letter: OpenUntil, now: Date): boolean {
  const closed = closedSince(letter, now);
  return closed !== null && later(closed, CONFIRM_AFTER_CLOSE_MS) <= now;
}

export function totalOf(counts: LetterCounts): number {
  return counts.organisations + counts.individuals + counts.anonymous;
}
