import { scriptOf } from "../../shared/text/known-locale.ts";

/** A stretch of Unicode, up to a character, and the script of its letters; null if of several. */
type LetterBlock = { end: string; script: string | null };

/**
 * The blocks in which the letters of names stand, in the order of Unicode, which is that of a list:
 * a search key is folded, so that it has no capitals, accents or ligatures of another block.
 *
 * Source: Unicode's Blocks.txt; ISO 15924 has the codes of scripts.
 */
export const LETTER_BLOCKS: readonly LetterBlock[] = [
  { end: "a", script: "digits" },
  { end: "\u0370", script: "Latn" },
  { end: "\u0400", script: "Grek" },
  { end: "\u0530", script: "Cyrl" },
  { end: "\u0590", script: "Armn" },
  { end: "\u0600", script: "Hebr" },
  { end: "\u0700", script: "Arab" },
  { end: "\u0900", script: null },
  { end: "\u0980", script: "Deva" },
  { end: "\u0A00", script: "Beng" },
  { end: "\u0A80", script: "Guru" },
  { end: "\u0B00", script: "Gujr" },
  { end: "\u0B80", script: "Orya" },
  { end: "\u0C00", script: "Taml" },
  { end: "\u0C80", script: "Telu" },
  { end: "\u0D00", script: "Knda" },
  { end: "\u0D80", script: "Mlym" },
  { end: "\u0E00", script: "Sinh" },
  { end: "\u0E80", script: "Thai" },
  { end: "\u0F00", script: "Laoo" },
  { end: "\u1000", script: "Tibt" },
  { end: "\u10A0", script: "Mymr" },
  { end: "\u1100", script: "Geor" },
  { end: "\u1200", script: "Hang" },
  { end: "\u13A0", script: "Ethi" },
  { end: "\u1780", script: null },
  { end: "\u1800", script: "Khmr" },
  { end: "\u3040", script: null },
  { end: "\u3100", script: "Hrkt" },
  { end: "\u3400", script: null },
  // Each name begins with another ideograph, so that they have one place together.
  { end: "\uA000", script: "Hani" },
];

/** The block of a character; null if it has none, or one of several scripts. */
export function blockOf(character: string): string | null {
  const code = character.codePointAt(0) ?? 0;
  return LETTER_BLOCKS.find(({ end }) => code < (end.codePointAt(0) ?? 0))?.script ?? null;
}

/** The script in which a language is written, as the blocks above name it. */
export function blockScriptOf(language: string): string {
  const script = scriptOf(language);
  const named: Record<string, string> = { Jpan: "Hrkt", Kore: "Hang" };
  return named[script] ?? script;
}
