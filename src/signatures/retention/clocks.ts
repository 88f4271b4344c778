import { endOf, type Letter } from "../../letters/letter.ts";
import { monthsAgo, monthsLater } from "../../shared/clock.ts";

/** Where nothing says when a letter closes, addresses are kept so many months after signing. */
export const CONTACT_MONTHS_AFTER_SIGNING = 24;

/** What says how long something of a letter's entries is kept. */
export type Clocks = Pick<
  Letter,
  "closesAt" | "closedAt" | "updatedAt" | "contactMonths" | "rejectedMonths"
> & { state: string };

/** When all contacts of a letter are erased; null: each so long after its entry was signed. */
export function contactsUntil(letter: Clocks): Date | null {
  const end = endOf(letter);
  return end && monthsLater(end, letter.contactMonths);
}

/** Of entries signed up to which moment they are to be erased now; null if of none. */
export function contactsDue(letter: Clocks, now: Date): Date | null {
  const until = contactsUntil(letter);
  if (until === null) return monthsAgo(now, CONTACT_MONTHS_AFTER_SIGNING);
  return until <= now ? now : null;
}

/** Up to which moment an entry was decided against that is to be erased now. */
export function refusedDue({ rejectedMonths }: Pick<Clocks, "rejectedMonths">, now: Date): Date {
  return monthsAgo(now, rejectedMonths);
}
