import { knownLocale, scriptOf } from "../../src/shared/text/known-locale.ts";

/**
 * How days and numbers are written, if not as the language's own tag says. British English: days
 * before months. Persian: its digits, but the Gregorian calendar, since a letter's dates are quoted
 * beside those of its other languages.
 */
const FORMATS: Readonly<Record<string, string>> = { en: "en-GB", fa: "fa-u-ca-gregory" };

/** The tag by which a language's days, numbers and plurals are formatted. */
export function formatsOf(language: string): string {
  return FORMATS[language] ?? language;
}

/**
 * The one of some languages that serves another best: the same, or the same with less said (RFC
 * 4647, lookup), if it is written in the same script. Null if none does.
 */
export function servingLanguage(wanted: string, known: readonly string[]): string | null {
  const parts = wanted.split("-");
  const shorter = parts.map((_, left) => parts.slice(0, parts.length - left).join("-"));
  const found = shorter.find((tag) => known.includes(tag)) ?? null;
  return found !== null && scriptOf(found) === scriptOf(wanted) ? found : null;
}

declare global {
  namespace Intl {
    // TypeScript does not know of it yet. Source: https://tc39.es/proposal-intl-locale-info
    interface Locale {
      getTextInfo(): { direction?: "ltr" | "rtl" };
    }
  }
}

/** Which way a language runs, whether or not there are words for it. */
export function directionOf(language: string): "ltr" | "rtl" {
  return knownLocale(language).getTextInfo().direction ?? "ltr";
}

const RIGHT_TO_LEFT = /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}]/gu;
const ADDRESS = /^https?:\/\//;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/**
 * Keeps the texts among the values of a right-to-left sentence from pulling its words out of their
 * order if they are in another script (Unicode UAX 9, first strong isolates). Addresses stay as
 * they are, to be copied.
 */
export function isolated<Values>(values: Values): Values;
export function isolated(values: object | undefined): unknown {
  const isolatedValue = ([name, value]: [string, unknown]) => {
    return [name, typeof value === "string" && isMixed(value) ? ISOLATE + value + END : value];
  };
  return values && Object.fromEntries(Object.entries(values).map(isolatedValue));
}

function isMixed(text: string): boolean {
  return !ADDRESS.test(text) && /\p{L}/u.test(text.replace(RIGHT_TO_LEFT, ""));
}
