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

/** The same day and time, so many months later; in a month that is too short, its last day. */
export function monthsLater(than: Date, months: number): Date {
  return inMonth(than, months, than.getUTCDate());
}

/** So many months ago: what happened up to then is that old, each last day of a month included. */
export function monthsAgo(now: Date, months: number): Date {
  const isLastDay = now.getUTCDate() === daysInMonth(now);
  return inMonth(now, -months, isLastDay ? 31 : now.getUTCDate());
}

function inMonth(date: Date, months: number, day: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  moved.setUTCDate(Math.min(day, daysInMonth(moved)));
  return moved;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The day of a moment in UTC, such as 2026-03-01. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, "2026-03-01".length);
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
