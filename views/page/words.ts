import type { GetICUArgs } from "@schummar/icu-type-parser";
import { IntlMessageFormat } from "intl-messageformat";
import { clockTimeIn, isEndOfDay, placeOf } from "../../src/shared/time-zone.ts";
import { en } from "../locales/en.ts";

type English = typeof en;
type Area = keyof English & string;

/**
 * The shape of a catalogue: for every area and key of the English one, a sentence in ICU syntax.
 */
export type Catalogue = {
  [A in keyof English]: { [K in keyof English[A]]: string };
};

/** The name of a sentence, such as "form.name-label". */
export type WordPath = { [A in Area]: `${A}.${keyof English[A] & string}` }[Area];

type Sentence<Path extends WordPath> = Path extends `${infer A}.${infer K}`
  ? A extends Area
    ? K extends keyof English[A]
      ? English[A][K] & string
      : never
    : never
  : never;

type ArgumentTypes = {
  ICUArgument: string | number;
  ICUNumberArgument: number;
  ICUDateArgument: Date;
};

type Values<Path extends WordPath> = GetICUArgs<Sentence<Path>, ArgumentTypes>;

type ValuesIfAny<Path extends WordPath> = keyof Values<Path> extends never ? [] : [Values<Path>];

/** Everything that people read, in one language. */
export type Words = {
  <Path extends WordPath>(path: Path, ...values: ValuesIfAny<Path>): string;
  /** The language as a BCP 47 tag. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** A day, such as 15 September 2020. Days are kept as midnight UTC. */
  day(date: Date): string;
  /** A moment, with its time in UTC. */
  moment(date: Date): string;
  /** When a letter closes, on the clocks of its time zone: the end of 31 December 2026 (Berlin). */
  closing(date: Date, timeZone: string): string;
  /** How long ago a moment was, such as 3 hours ago. */
  ago(date: Date, now: Date): string;
  /** How long something takes, such as 3 hours. */
  lasting(ms: number): string;
  number(value: number): string;
  /** A part of a whole, such as 82%. */
  percent(share: number): string;
  /** The name of a country, by its code. */
  country(code: string): string;
  /** The name of a language, by its BCP 47 tag. */
  languageName(tag: string): string;
  /** Puts texts in alphabetical order. */
  compare(left: string, right: string): number;
};

const CATALOGUES: Record<string, Catalogue> = { en };
const FALLBACK = "en";
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);
const made = new Map<string, Words>();

/** The words of a language; English if there is no catalogue for it. */
export function wordsFor(language: string): Words {
  const base = language.split("-")[0] ?? FALLBACK;
  const known = made.get(base) ?? makeWords(base in CATALOGUES ? base : FALLBACK);
  made.set(base, known);
  return known;
}

/** Which way a language runs, whether or not there is a catalogue for it. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

function makeWords(language: string): Words {
  const catalogue = CATALOGUES[language] ?? en;
  // British English: days before months, and the words of this product.
  const locale = language === "en" ? "en-GB" : language;
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const languages = new Intl.DisplayNames(language, { type: "language" });
  const collator = new Intl.Collator(locale);
  const say = speaker(catalogue, locale);
  const day = formatter(locale, { dateStyle: "long", timeZone: "UTC" });
  const longMoment = formatter(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return Object.assign(say, {
    language,
    direction: directionOf(language),
    day,
    moment: formatter(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }),
    closing: (date: Date, timeZone: string) => {
      const [shown, place] = [clockTimeIn(timeZone, date), placeOf(timeZone)];
      return isEndOfDay(timeZone, date)
        ? say("letter.closing-day", { day: day(shown), place })
        : say("letter.closing-moment", { moment: longMoment(shown), place });
    },
    ago: relative(locale),
    lasting: lasting(locale),
    number: (value: number) => value.toLocaleString(locale),
    percent: (share: number) => share.toLocaleString(locale, { style: "percent" }),
    country: (code: string) => countryName(countries, say, code),
    languageName: (tag: string) => languages.of(tag) ?? tag,
    compare: (left: string, right: string) => collator.compare(left, right),
  });
}

function speaker(catalogue: Catalogue, locale: string) {
  const formats = new Map<string, IntlMessageFormat>();
  return <Path extends WordPath>(path: Path, ...[values]: ValuesIfAny<Path>): string => {
    const format =
      formats.get(path) ??
      new IntlMessageFormat(sentenceAt(catalogue, path), locale, undefined, { ignoreTag: true });
    formats.set(path, format);
    return String(format.format(values));
  };
}

function sentenceAt(catalogue: Catalogue, path: WordPath): string {
  const [area, key] = path.split(".");
  const sentences: Record<string, string> =
    Object.entries(catalogue).find(([name]) => name === area)?.[1] ?? {};
  const sentence = sentences[key ?? ""];
  if (sentence === undefined) throw new Error(`No sentence at ${path}.`);
  return sentence;
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(locale, options);
  return (date: Date) => format.format(date);
}

function countryName(
  names: Intl.DisplayNames,
  say: (path: "site.country-not-said") => string,
  code: string,
) {
  return code === "ZZ" ? say("site.country-not-said") : (names.of(code) ?? code);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

function relative(locale: string) {
  // Made once: making one takes longer than all the other work for a row of the queue.
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return (date: Date, now: Date): string => {
    const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
    const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
    return format.format(Math.round(seconds / length), unit);
  };
}

function lasting(locale: string) {
  return (ms: number): string => {
    const seconds = Math.round(ms / 1000);
    const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 1];
    const amount = Math.round(seconds / length);
    return amount.toLocaleString(locale, { style: "unit", unit, unitDisplay: "long" });
  };
}
