import { fold } from "../../../shared/text/text.ts";

/** A heading as it is compared: without HTML, marks, numbering, signs and prefixes of tools. */
export function plainHeading(heading: string): string {
  return fold(heading.replace(/<[^>]*>/g, " ").replace(/&(?:nbsp|#160);/g, " "))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim()
    .replace(/^(?:q?\d+|can2 user|can2) (?=\S)/, "");
}

/** A heading without what stands in brackets, or behind a colon or a question mark. */
export function shortHeading(heading: string): string {
  return plainHeading(heading.replace(/[([\uFF08].*$/s, "").replace(/[:?\uFF1A\uFF1F].*$/s, ""));
}
