import { fold, hasLetter, tidyLine } from "../../shared/text/text.ts";

/**
 * The longest pattern, in bytes of UTF-8, as the database is given it.
 *
 * Source: D1's limit for LIKE, https://developers.cloudflare.com/d1/platform/limits/
 */
export const LIKE_BYTES_MAX = 50;

/** What a name is matched against: some whole words of it, or the whole of it around stars. */
export type NamePattern = { outcome: "pattern"; like: string } | { outcome: "empty" | "too-long" };

/**
 * What is typed to find names, as LIKE takes it with `!` as its escape. Folded as names are.
 *
 * Shape:  without a star, words that stand in the name side by side; with one, the whole name,
 *         where each star stands for any characters, or none. Nothing else is special.
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
