import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Where translators work: a folder for each language. */
export const LOCALES = "views/locales";
/** The language of which all others are translations. */
export const SOURCE = "en";

/** What stands in a file: the sentences of its areas, in ICU MessageFormat, by their keys. */
const areasSchema = z.record(z.string(), z.record(z.string(), z.string().min(1)));

/** How far a language has come, in the file `language.json` of its folder. */
const languageSchema = z.strictObject({
  /** Who read all of it as a native speaker, and when; null if nobody did. */
  reviewed: z.strictObject({ by: z.string().min(1), on: z.iso.date() }).nullable(),
});

export type Areas = z.infer<typeof areasSchema>;

/** The languages that have a folder, by their BCP 47 tags. */
export function knownLanguages(): string[] {
  return readdirSync(LOCALES).toSorted();
}

/** The files of a language's sentences, such as `public/letter.json`. */
export function filesOf(language: string): string[] {
  const inside = (folder: string) =>
    readdirSync(`${LOCALES}/${language}`).includes(folder)
      ? readdirSync(`${LOCALES}/${language}/${folder}`).map((name) => `${folder}/${name}`)
      : [];
  return ["public", "staff"].flatMap(inside).toSorted();
}

/** The sentences of one file, checked for their shape. */
export function readAreas(language: string, file: string): Areas {
  return areasSchema.parse(readJson(`${LOCALES}/${language}/${file}`));
}

/** Whether a native speaker has read all of a language. English is the source. */
export function isReviewed(language: string): boolean {
  if (language === SOURCE) return true;
  return languageSchema.parse(readJson(`${LOCALES}/${language}/language.json`)).reviewed !== null;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
