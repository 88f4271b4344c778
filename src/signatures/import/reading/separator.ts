import { SEPARATORS, type Separator, widthsWith } from "./csv.ts";

/** How a table separates its cells, and where its first line begins. */
export type FoundSeparator = {
  separator: Separator;
  /** How many of its first records are as wide as the heading, from 0 to 1. */
  evenness: number;
  width: number;
  /** Whether a first line `sep=` says so, which is none of the table. */
  isSaid: boolean;
};

const SAID = /^\uFEFF?"?sep=([,;\t|])"?[^\S\n]*(?:\n|$)/i;

/** A text without the line by which a spreadsheet is told the separator. */
export function withoutSaidSeparator(text: string): string {
  // The line stays, so that lines keep their numbers.
  return text.replace(SAID, "\n");
}

/**
 * The one separator of a table: with it, most of the first records have as many cells as the
 * heading, quotes respected. A blank or a comma in a name makes records uneven.
 */
export function findSeparator(text: string): FoundSeparator {
  const said = SEPARATORS.find((separator) => separator === text.match(SAID)?.[1]);
  if (said !== undefined) {
    const [width = 1] = widthsWith(said, withoutSaidSeparator(text));
    return { separator: said, evenness: 1, width, isSaid: true };
  }
  const found = SEPARATORS.map((separator) => measured(separator, text));
  const tables = found.filter(({ width }) => width > 1);
  const best = tables.reduce<FoundSeparator | null>(
    (left, right) => (left === null || isBetter(right, left) ? right : left),
    null,
  );
  return best ?? { separator: ",", evenness: 1, width: 1, isSaid: false };
}

function measured(separator: Separator, text: string): FoundSeparator {
  const [width = 1, ...rows] = widthsWith(separator, text);
  const even = rows.filter((row) => row === width).length;
  return {
    separator,
    width,
    evenness: rows.length === 0 ? 1 : even / rows.length,
    isSaid: false,
  };
}

function isBetter(one: FoundSeparator, other: FoundSeparator): boolean {
  // Some short rows are no reason to take a comma in a heading for the separator.
  const difference = Math.round(one.evenness * 10) - Math.round(other.evenness * 10);
  return difference === 0 ? one.width > other.width : difference > 0;
}
