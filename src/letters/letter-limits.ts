import { tidyLine } from "../shared/text/text.ts";

/** The longest texts of a letter, in characters; a body has some forty pages. */
export const LETTER_LENGTH_MAX = {
  title: 300,
  slug: 80,
  publisher: 200,
  summary: 300,
  body: 100_000,
  closing: 1_000,
  tag: 80,
  controller: 300,
  contact: 300,
  reason: 500,
} as const;
export const TAGS_MAX = 20;
/** The name of a letter in its address. */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A language as a tag of BCP 47, as it is written, too: EN, pt_BR. */
const LANGUAGE = /^([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)$/;
/** What stands for no language in particular. */
const NO_LANGUAGE = new Set(["mis", "mul", "und", "zxx"]);
const languageNames = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** The tag of a language that has a name, such as pt-BR for PT_BR; null if it has none. */
export function languageOf(tag: string): string | null {
  const [, typed, rest = ""] = LANGUAGE.exec(tag) ?? [];
  const base = typed?.toLowerCase();
  if (base === undefined || NO_LANGUAGE.has(base)) return null;
  return languageNames.of(base) === undefined ? null : base + rest.replaceAll("_", "-");
}

/** The text of a letter as it is kept: in NFC, each line ended by a line feed only. */
export function tidyBody(text: string): string {
  return lineFeeds(text.normalize("NFC")).trim();
}

/** A closing line, which may have several. */
export function tidyClosing(text: string): string {
  return lineFeeds(text).split("\n").map(tidyLine).join("\n").trim();
}

/** The same text with each line ended by a line feed only. */
export function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Characters that no letter holds: controls, and those that override the direction of a text. */
const FORBIDDEN = /(?![\t\n])\p{Cc}|[\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFD]/u;

/** The first line, from 1 on, that holds a character that no letter holds; null if none does. */
export function findForbidden(text: string): { line: number; character: string } | null {
  for (const [index, line] of lineFeeds(text).split("\n").entries()) {
    const [character] = FORBIDDEN.exec(line) ?? [];
    if (character !== undefined) return { line: index + 1, character: codeOf(character) };
  }
  return null;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
