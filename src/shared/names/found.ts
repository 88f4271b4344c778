/** Why an entry is listed under some words of its name. Each has its own sentence. */
export const LISTING_REASONS = [
  "sort-name",
  "comma",
  "capitals",
  "family-first",
  "last-word",
  "particle",
  "article",
  "whole",
] as const;

export type ListingReason = (typeof LISTING_REASONS)[number];

/** Under which words of a name it is listed, why, and what is left. */
export type Found = { under: string; because: ListingReason; rest: readonly string[] };

/** Of a language tag, the language alone: “de” of “de-AT”. */
export function primary(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}
