import { fold } from "../shared/text/text.ts";

export type Kind = "organisation" | "individual";

/** The kinds, in the order that lists show them. */
export const KINDS: readonly Kind[] = ["organisation", "individual"];

/**
 * What an entry is sorted by: the sort name if one was given; else, for an individual, the last
 * word of the name (particles such as “von” come before it and so do not count) and then the whole
 * name; for an organisation, the name without a leading “The”. Folded, and compared by bytes.
 */
export function sortKey(kind: Kind, name: string, sortName: string | null): string {
  if (sortName !== null) return foldForSorting(sortName);
  return kind === "individual" ? individualKey(name) : organisationKey(name);
}

function individualKey(name: string): string {
  const words = name.split(" ").filter((word) => word !== "");
  const family = familyName(words);
  return foldForSorting(`${family} ${words.join(" ")}`);
}

function familyName(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  // “Mary Smith Jr.” is found under Smith, and so is “Mary Smith, PhD”.
  const isSuffix = /^(jr|sr|ii|iii|iv|phd|md|esq)\.?$/i.test(last);
  const candidate = (isSuffix && words.length > 2 ? words.at(-2) : last) ?? "";
  return candidate.replace(/,$/, "");
}

function organisationKey(name: string): string {
  const without = name.replace(/^the\s+(?=\S)/i, "");
  return foldForSorting(without);
}

/** In characters: enough to tell names apart, short enough for an address. */
const SORT_KEY_LENGTH_MAX = 100;

function foldForSorting(text: string): string {
  const folded = fold(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
  return [...folded].slice(0, SORT_KEY_LENGTH_MAX).join("");
}
