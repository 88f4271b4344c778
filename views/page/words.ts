import type { GetICUArgs } from "@schummar/icu-type-parser";
import { IntlMessageFormat } from "intl-messageformat";
import { clockTimeIn, isEndOfDay, placeOf } from "../../src/shared/time-zone.ts";
import { CATALOGUES } from "../generated/locales/catalogues.ts";
import { english } from "../generated/locales/english.ts";
import { directionOf, formatsOf, isolated, servingLanguage } from "./language.ts";

type English = typeof english;
type Area = keyof English & string;

/** Sentences in ICU syntax by area and key. What a language lacks is said in English. */
type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Catalogues = Readonly<Record<string, { isReviewed: boolean; load: () => Promise<Catalogue> }>>;

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
  /**
   * The English words, to be shown beside these where people agree to something or read what
   * becomes of their data; null if a native speaker has reviewed these.
   */
  readonly source: Words | null;
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
  /** The name of a script, by its ISO 15924 code. */
  scriptName(code: string): string;
  /** Puts texts in alphabetical order. */
  compare(left: string, right: string): number;
};

/** English, the source of all others; it is always there. */
export const englishWords: Words = makeWords("en", english, null);

const made = new Map<string, Promise<Words>>();

/** The words that serve a language; English if there are none. They are loaded once. */
export async function wordsFor(language: string): Promise<Words> {
  const serving = servingLanguage(language, Object.keys(CATALOGUES));
  if (serving === null) return englishWords;
  const known = made.get(serving) ?? loadWords(serving);
  made.set(serving, known);
  return await known;
}

/** Whether there are words that serve a language, English included. */
export function speaks(language: string): boolean {
  return servingLanguage(language, [englishWords.language, ...Object.keys(CATALOGUES)]) !== null;
}

async function loadWords(language: string): Promise<Words> {
  const catalogues: Catalogues = CATALOGUES;
  const known = catalogues[language];
  if (known === undefined) return englishWords;
  return makeWords(language, await known.load(), known.isReviewed ? null : englishWords);
}

function makeWords(language: string, catalogue: Catalogue, source: Words | null): Words {
  const locale = formatsOf(language);
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const languages = new Intl.DisplayNames(language, { type: "language" });
  const scripts = new Intl.DisplayNames(locale, { type: "script" });
  const collator = new Intl.Collator(locale);
  const say = speaker(catalogue, locale, directionOf(language));
  const day = formatter(locale, { dateStyle: "long", timeZone: "UTC" });
  const longMoment = formatter(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return Object.assign(say, {
    language,
    direction: directionOf(language),
    source,
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
    scriptName: (code: string) => scripts.of(code) ?? code,
    compare: (left: string, right: string) => collator.compare(left, right),
  });
}

function speaker(catalogue: Catalogue, locale: string, direction: "ltr" | "rtl") {
  const formats = new Map<string, IntlMessageFormat>();
  return <Path extends WordPath>(path: Path, ...[values]: ValuesIfAny<Path>): string => {
    const format = formats.get(path) ?? messageAt(catalogue, path, locale);
    formats.set(path, format);
    return String(format.format(direction === "rtl" ? isolated(values) : values));
  };
}

function messageAt(catalogue: Catalogue, path: WordPath, locale: string): IntlMessageFormat {
  const own = sentenceAt(catalogue, path);
  const sentence = own ?? sentenceAt(english, path);
  if (sentence === undefined) throw new Error(`No sentence at ${path}.`);
  return new IntlMessageFormat(sentence, own === undefined ? formatsOf("en") : locale, undefined, {
    ignoreTag: true,
  });
}

function sentenceAt(catalogue: Catalogue, path: WordPath): string | undefined {
  const [area = "", key = ""] = path.split(".");
  return catalogue[area]?.[key];
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
