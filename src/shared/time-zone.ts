import { foldedWords } from "./text/text.ts";

/** A time as clocks show it somewhere, such as 2026-12-31T18:00, as the milliseconds of UTC. */
type ClockTime = number;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Names that ICU still gives to zones which IANA has renamed, or all of these within a country. */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** Abbreviations that IANA has, each of one zone. ICU reads more, some as another country's. */
const KNOWN_SHORT = new Set("CET EET EST GMT HST MET MST UTC WET UCT ROC ROK PRC".split(" "));

/** A zone that is the same as others, but has a name that says what is meant: CET, EST5EDT. */
const ABBREVIATION = /^[a-z]{3}(?:\d[a-z]{3})?$/i;

/**
 * The IANA name of a time zone as it is spelt today, such as Europe/Berlin for europe/berlin, or
 * Asia/Kolkata for Asia/Calcutta; null if it is none.
 */
export function timeZoneOf(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  if (/^[a-z]{3}$/i.test(name) && !KNOWN_SHORT.has(name.toUpperCase())) return null;
  try {
    const { timeZone } = formatIn(name).resolvedOptions();
    return ABBREVIATION.test(name) ? name.toUpperCase() : (RENAMED[timeZone] ?? timeZone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The names of all time zones, as {@link timeZoneOf} spells them, in alphabetical order. */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf("timeZone").map((zone) => RENAMED[zone] ?? zone);
  return [...new Set([...zones, "UTC"])].sort();
}

/** The zone whose city somebody wrote, such as Europe/Berlin for “Berlin”; null if none. */
export function zoneOfCity(city: string): string | null {
  const name = city.slice(city.lastIndexOf("/") + 1);
  const typed = foldedWords(name).join(" ");
  return timeZones().find((zone) => foldedWords(placeOf(zone)).join(" ") === typed) ?? null;
}

/** What people call a zone: its city. */
export function placeOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/**
 * A day such as 2026-12-31, or a minute of one such as 2026-12-31T18:00, as if clocks showed UTC;
 * null if it is in no calendar.
 */
export function timeTyped(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$/.test(text)) return null;
  const date = new Date(text.length > 10 ? `${text}Z` : `${text}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : null;
}

/** The time of a zone's clocks at a moment, as if they showed UTC. */
export function clockTimeIn(timeZone: string, moment: Date): Date {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(moment)
      .map((p) => [p.type, p.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const ms = ((moment.getTime() % 1000) + 1000) % 1000;
  const [year, month, day] = [of("year"), of("month") - 1, of("day")];
  return new Date(Date.UTC(year, month, day, of("hour"), of("minute"), of("second"), ms));
}

/**
 * The moment at which a zone's clocks show a time. When clocks go back they show it twice: then the
 * later one. A time that they skip is as long after the skip began as it says.
 */
export function momentOf(timeZone: string, shown: Date): Date {
  const times = momentsOf(timeZone, shown.getTime());
  return new Date(Math.max(...times));
}

/** The last millisecond of a day, given as midnight UTC, in a zone. */
export function endOfDay(timeZone: string, day: Date): Date {
  const next = momentsOf(timeZone, day.getTime() + DAY_MS);
  return new Date(Math.min(...next) - 1);
}

/** Whether a moment is within the last minute of its day in a zone. */
export function isEndOfDay(timeZone: string, moment: Date): boolean {
  return clockTimeIn(timeZone, moment).toISOString().slice(11, 16) === "23:59";
}

function momentsOf(timeZone: string, shown: ClockTime): number[] {
  const offsetAt = (time: number) => clockTimeIn(timeZone, new Date(time)).getTime() - time;
  const before = shown - offsetAt(shown - DAY_MS);
  const after = shown - offsetAt(shown + DAY_MS);
  const real = [before, after].filter((time) => time + offsetAt(time) === shown);
  return real.length > 0 ? real : [before];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}
