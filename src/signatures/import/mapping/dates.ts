import { fold } from "../../../shared/text/text.ts";
import { momentOf as momentIn } from "../../../shared/time-zone.ts";

export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export function toDateOrder(text: string): DateOrder | null {
  return DATE_ORDERS.find((order) => order === text) ?? null;
}

/** The parts of a written date, and its time; `order` is null where the parts do not tell it. */
export type WrittenDate = {
  parts: readonly [number, number, number];
  order: DateOrder | null;
  /** Whether each order of the parts is a real day. */
  fits: Readonly<Record<DateOrder, boolean>>;
  /** In milliseconds from the beginning of that day, in UTC unless it is local. */
  timeMs: number;
  /** Whether it names no zone: it is of the clocks of whoever wrote it. */
  isLocal: boolean;
};

const TIME =
  /[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([ap]\.?m\.?)?\s*(?:(?:UTC|GMT|Z)?\s*([+-]\d{1,2}(?::?\d{2})?)?)\s*(?:UTC|GMT|Z)?(?:\s*\([^)]*\))?$/i;

/** “Z”, “UTC”, “+02:00” behind a time; a name in brackets says nothing more. */
const ZONE = /\d\s*(?:[ap]\.?m\.?\s*)?(?:UTC|GMT|Z|[+-]\d)/i;

/**
 * Reads a date as people and tools write it: ISO 8601, with points, slashes or hyphens, with the
 * name of a month in one of our languages; perhaps with a time and an offset. Null if it is none.
 */
export function readDate(text: string): WrittenDate | null {
  const plain = plainDigits(text.replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")).trim();
  const time = plain.match(TIME);
  const timeMs = time === null ? 0 : timeOf(time);
  const isLocal = time === null || !ZONE.test(time[0]);
  const day = (time === null ? plain : plain.slice(0, time.index)).trim();
  if (timeMs === null) return null;
  const parts = namedParts(day) ?? numericParts(day);
  if (parts === null) return null;
  const fits = {
    dmy: isDay(parts[2], parts[1], parts[0]),
    mdy: isDay(parts[2], parts[0], parts[1]),
    ymd: isDay(parts[0], parts[1], parts[2]),
  };
  const asWritten = DATE_ORDERS.filter((order) => fits[order]);
  // A year of two digits comes first only if somebody says so.
  const isShort = parts[0] < 100 && asWritten.length > 1;
  const possible = isShort ? asWritten.filter((order) => order !== "ymd") : asWritten;
  const [only, another] = possible;
  if (only === undefined) return null;
  const isSame = parts[0] === parts[1] && another === "mdy";
  return { parts, order: another === undefined || isSame ? only : null, fits, timeMs, isLocal };
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Reads a cell of a column of dates: as a date that is written, or as the number by which Excel
 * counts days, from 1 January 1970 to 2099, that a cell without the format of a date shows.
 */
export function readDateCell(text: string): WrittenDate | null {
  const written = readDate(text);
  if (written !== null || !/^\d{5}(?:[.,]\d+)?$/.test(text)) return written;
  const days = Number(text.replace(",", "."));
  const [day = "", time = ""] = new Date(
    Math.round(((days - DAYS_BEFORE_1970) * DAY_MS) / 1_000) * 1_000,
  )
    .toISOString()
    .split("T");
  return readDate(`${day} ${time.slice(0, 8)}`);
}

/** Excel's number of 1 January 1970. */
const DAYS_BEFORE_1970 = 25_569;

/**
 * The moment of a written date in an order; null if it is no day then. Where it names no zone, it
 * is by the clocks of this one.
 */
export function momentOf(
  { parts, order, fits, timeMs, isLocal }: WrittenDate,
  asked: DateOrder | null,
  timeZone: string,
): Date | null {
  // Who says the order of a file means it, also if this date alone would be read otherwise.
  const known = asked === null || order === "ymd" ? order : asked;
  if (known === null || !fits[known]) return null;
  const [first, second, third] = parts;
  const [year, month, day] = {
    dmy: [third, second, first] as const,
    mdy: [third, first, second] as const,
    ymd: [first, second, third] as const,
  }[known];
  const shown = new Date(Date.UTC(fullYear(year), month - 1, day) + timeMs);
  return isLocal ? momentIn(timeZone, shown) : shown;
}

function numericParts(day: string): WrittenDate["parts"] | null {
  const found =
    day.match(/^(\d{1,2}|[12]\d{3})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2}|[12]\d{3})\.?$/) ??
    // A year, month and day with the signs of Chinese behind them.
    day.match(/^(\d{4})()\u5E74\s*(\d{1,2})\u6708\s*(\d{1,2})\u65E5$/);
  if (found === null) return null;
  return [Number(found[1]), Number(found[3]), Number(found[4])];
}

/** “4 September 2021”, “Sep 4, 2021”, “4. März 2021”, “4 de septiembre de 2021”. */
function namedParts(day: string): WrittenDate["parts"] | null {
  const words = fold(day).match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const month = words.map(monthOf).find((found) => found !== null) ?? null;
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const [first, second, more] = numbers;
  if (month === null || first === undefined || second === undefined || more !== undefined) {
    return null;
  }
  // The year has four digits, so that the order is plain.
  if (first > 31) return [first, month, second];
  return second > 31 ? [second, month, first] : null;
}

let months: ReadonlyMap<string, number> | null = null;

function monthOf(word: string): number | null {
  months ??= monthNames();
  return months.get(word) ?? null;
}

function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const language of ["en", "fr", "es", "pt", "de", "tr", "pl", "uk", "ru", "ar"]) {
    for (const month of ["long", "short"] as const) {
      for (const day of [undefined, "numeric"] as const) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
          month,
          timeZone: "UTC",
          ...(day && { day }),
        });
        for (let at = 0; at < 12; at += 1) {
          const parts = format.formatToParts(new Date(Date.UTC(2021, at, 15)));
          const name = parts.find(({ type }) => type === "month")?.value ?? "";
          const plain = fold(name).replace(/[^\p{L}\p{M}]/gu, "");
          if (plain !== "" && !names.has(plain)) names.set(plain, at + 1);
        }
      }
    }
  }
  return names;
}

function timeOf(time: RegExpMatchArray): number | null {
  const [, hours = "", minutes = "", seconds = "0", half, offset] = time;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const second = Number(seconds.replace(",", "."));
  if (hour > 23 || Number(minutes) > 59 || second >= 60) return null;
  const minute = hour * 60 + Number(minutes) - offsetMinutes(offset);
  return Math.round((minute * 60 + second) * 1_000);
}

function offsetMinutes(offset: string | undefined): number {
  const [, sign, hours = "0", minutes = "0"] = offset?.match(/([+-])(\d{1,2}):?(\d{2})?/) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** “21” is 2021: nobody signed a letter here before 1970. */
function fullYear(year: number): number {
  return year < 100 ? 2_000 + year : year;
}

function isDay(written: number, month: number, day: number): boolean {
  const year = fullYear(written);
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    year >= 1_970 && year < 2_100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
}

/** Arabic, Persian and full-width digits as plain ones. */
function plainDigits(text: string): string {
  return text.replace(/[\p{Nd}--[0-9]]/gv, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Each script's digits stand in a row of ten that begins at a multiple of 16, or 6 behind it.
    const from =
      code % 16 >= 6 && !/\p{Nd}/u.test(String.fromCodePoint(code - (code % 16))) ? 6 : 0;
    return String((code % 16) - from);
  });
}
