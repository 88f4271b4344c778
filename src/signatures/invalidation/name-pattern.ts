import { fold, hasLetter, tidyLine } from "../../shared/text/text.ts";

/**
 * The longest pattern that the database is given, in bytes of UTF-8.
 *
 * Source: D1's limit for LIKE, https://developers.cloudflare.com/d1/platform/limits/
 */
export const LIKE_BYTES_MAX = 50;

/** What a name is matched against: some of its whole words, or the whole name with stars in it. */
export type NamePattern = { outcome: "pattern"; like: string } | { outcome: "empty" | "too-long" };

/**
 * Turns what is typed to find names into a pattern for LIKE with `!` as its escape, folded as names
 * are.
 *
 * Shape:  without a star, words that are next to each other in the name; with one, the whole name,
 *         in which each star stands for any characters, or none. Nothing else is special.
 *         The pattern is for the folded name with a blank at either end.
 */
export function namePattern(typed: string): NamePattern {
  const pieces = tidyLine(typed).split("*");
  if (!hasLetter(pieces.join(""))) return { outcome: "empty" };
  const escaped = pieces.map((piece) => fold(piece).replace(/[!%_]/g, "!$&"));
  const like = escaped.length === 1 ? `% ${escaped[0]} %` : ` ${escaped.join("%")} `;
  const bytes = new TextEncoder().encode(like).length;
  return bytes > LIKE_BYTES_MAX ? { outcome: "too-long" } : { outcome: "pattern", like };
}
