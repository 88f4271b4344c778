/** Where the time comes from, so that a test can turn it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export function later(than: Date, ms: number): Date {
  return new Date(than.getTime() + ms);
}

/** The start of the window of this length that a moment lies in, counted from the epoch. */
export function windowStart(at: Date, lengthMs: number): Date {
  return new Date(Math.floor(at.getTime() / lengthMs) * lengthMs);
}

/**
 * Whether a moment lies less than so long ago, in epoch milliseconds. One that is yet to come does
 * not: the clock was put back since, and what was true then may be long over.
 */
export function isWithin(ms: number, { since, now }: { since: number; now: number }): boolean {
  return now >= since && now - since < ms;
}
