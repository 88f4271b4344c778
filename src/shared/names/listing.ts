import { fold, withoutApostrophes } from "../text/text.ts";
import type { ListingReason } from "./found.ts";
import { organisationListing } from "./organisation.ts";
import { personListing } from "./person.ts";

/** Where a name stands in a list: under which of its words, why, and by which key. */
export type Listing = { under: string; because: ListingReason; key: string };

/** A name, and the language of the letter that it stands under. */
export type ListedName = {
  kind: "organisation" | "individual";
  name: string;
  sortName: string | null;
  language: string;
};

/**
 * Where a name stands: under its sort name if one was given; an individual under the family name,
 * an organisation under its name without a leading article of the letter's language.
 *
 * Source: docs/decisions/056 has the rules. The key is never empty for a name with a letter.
 */
export function listingOf({ kind, name, sortName, language }: ListedName): Listing {
  const given = sortName === null ? "" : foldForSorting(sortName);
  if (sortName !== null && given !== "") {
    return { under: sortName, because: "sort-name", key: given };
  }
  const found =
    kind === "individual" ? personListing(name, language) : organisationListing(name, language);
  const key = foldForSorting([found.under, ...found.rest].join(" "));
  const isFound = foldForSorting(found.under) !== "";
  if (isFound) return { under: found.under, because: found.because, key };
  return { under: name, because: "whole", key: foldForSorting(name) || fold(name) };
}

/** In characters: enough to tell names apart, short enough for an address. */
const SORT_KEY_LENGTH_MAX = 100;

function foldForSorting(text: string): string {
  const folded = fold(withoutApostrophes(text))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
  return [...folded].slice(0, SORT_KEY_LENGTH_MAX).join("").trim();
}
