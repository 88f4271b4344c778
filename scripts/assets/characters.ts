/** Characters by first and last code point: those that Latin scripts of Europe and Vietnam need. */
const LATIN_RANGES = [
  [0x20, 0x7e],
  // Latin-1 and Latin Extended-A.
  [0xa0, 0x17f],
  [0x1e9e, 0x1e9e],
  // Vietnamese: precomposed, and the marks that names arrive with.
  [0x1ea0, 0x1ef9],
  [0x300, 0x301],
  // Spaces, hyphens, dashes, quotes.
  [0x2009, 0x200b],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
] as const;

/** The characters of some ranges, each from its first to its last code point. */
export function charactersOf(ranges: readonly (readonly [number, number])[]): string {
  return ranges
    .flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
    )
    .join("");
}

export const LATIN = `${charactersOf(LATIN_RANGES)}ȘșȚțƏəǍǎƠơƯư\u0303\u0309\u0323†‡•…‰′″‹›⁄₤₫€№™−`;
