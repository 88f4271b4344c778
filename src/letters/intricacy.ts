import { LETTER_MARKUP_MAX, LETTER_NESTING_MAX } from "../limits.ts";

/** Why a text cannot be shown as it is marked up, and in which line that begins, from 1 on. */
export type Intricacy = { problem: "nested" | "marked-up"; line: number };

const MARKUP = /[*_[\]`<]/g;
const SIGN_OF_ADDRESS_OR_CELL = /[|@~]|www\.|:\/\//gi;
const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const BREAK = /([-*])(?:[ \t]*\1){2,}[ \t]*$/y;
const BULLET = /(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/y;
/** The line below the head of a table, which says how many cells each of its lines has. */
const TABLE = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*(?::?-+:?[ \t]*)?)*$/;
const BLANK = /^[ \t>]*$/;

/**
 * Where a text in Markdown is nested more deeply, or marked up more densely, than any letter. A
 * parser takes seconds for such a text, or runs out of stack, so this looks at its characters
 * alone, in linear time. It counts what could be markup, which is never less than what is.
 *
 * Source: https://spec.commonmark.org/0.31.2/#container-blocks
 */
export function findIntricacy(markdown: string): Intricacy | null {
  const columns: number[] = [];
  let [inBlock, inText, lines, cells, isAfterBlank] = [0, 0, 0, 0, true];
  let width = 0;
  for (const [index, text] of markdown.split("\n").entries()) {
    const isBlank = BLANK.test(text);
    if (isBlank) [inBlock, width] = [0, 0];
    if (TABLE.test(text)) width = Math.max(width, text.split("|").length);
    cells += width;
    const opened = openContainers(text, columns, isAfterBlank);
    if (opened === null) return { problem: "nested", line: index + 1 };
    const isLine = opened > 0 || UNDERLINE.test(text);
    const marks = (text.match(MARKUP)?.length ?? 0) + opened;
    lines += isLine ? 1 : 0;
    inText += marks;
    // A line within a quote or list is work for each of them.
    inBlock += isBlank ? 0 : Math.max(marks, isLine || columns.length > 0 ? 1 : 0);
    const { block, line, all } = LETTER_MARKUP_MAX;
    if (inBlock > block || lines > line || inText > all || cells > LETTER_MARKUP_MAX.cells) {
      return { problem: "marked-up", line: index + 1 };
    }
    isAfterBlank = isBlank;
  }
  return null;
}

/** Whether a text is so short and plain that it is shown within some milliseconds. */
export function isLight(markdown: string): boolean {
  const marks = markdown.match(MARKUP)?.length ?? 0;
  const lines = markdown.match(/\n/g)?.length ?? 0;
  const signs = markdown.match(SIGN_OF_ADDRESS_OR_CELL)?.length ?? 0;
  return markdown.length + COST_OF_MARK * (marks + lines + signs) <= LIGHT_MAX;
}

/** What a character of markup costs beside any other, roughly; and what costs some 20 ms. */
const COST_OF_MARK = 20;
const LIGHT_MAX = 12_000;

/**
 * Follows the quotes and lists that a line opens, by the columns of their markers, and gives how
 * many there are; null if they lie too deeply in each other. A line after a blank one ends those
 * that it is not indented into.
 */
function openContainers(text: string, columns: number[], isAfterBlank: boolean): number | null {
  const closeTo = (column: number) => {
    while ((columns.at(-1) ?? -1) >= column) columns.pop();
  };
  let [opened, column, at] = [0, 0, 0];
  while (at < text.length) {
    const character = text[at];
    if (character === " " || character === "\t") {
      column += character === " " ? 1 : 4 - (column % 4);
      at += 1;
      continue;
    }
    const length = character === ">" ? 1 : bulletAt(text, at);
    if (length === 0) {
      if (isAfterBlank && opened === 0) closeTo(column);
      break;
    }
    closeTo(column);
    if (columns.push(column) > LETTER_NESTING_MAX) return null;
    opened += 1;
    at += length;
    column += length;
  }
  return opened;
}

/** The length of the bullet or number of a list at this place; 0 if there is none. */
function bulletAt(text: string, at: number): number {
  BREAK.lastIndex = at;
  BULLET.lastIndex = at;
  if (BREAK.test(text)) return 0;
  return BULLET.exec(text)?.[0].length ?? 0;
}
