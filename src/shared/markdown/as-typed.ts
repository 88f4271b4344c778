import { typedRow } from "./typed-tables.ts";

/** A text in Markdown, and which line of what was typed each of its lines came from, from 1 on. */
export type ReadText = { text: string; lineOf: readonly number[] };

/** Signs that word processors put before the points of a list. */
const SIGN = [
  "\u2022\u2023\u2043\u2219\u25A0\u25A1\u25AA\u25AB\u25B6\u25B8\u25BA\u25C6\u25C7\u25CB\u25CF\u25E6",
  "\u2756\u27A2\u27A4\u00B7\u30FB",
  // Those of Word's fonts Symbol and Wingdings.
  "\uF0A7\uF0A8\uF0B7\uF0D8\uF0FC\uF076",
].join("");
const BULLET = new RegExp(`^([ \\t]*)(?:[${SIGN}]|[o\\u00A7](?=\\t))\\s*(?=\\S)`);
/** A dash is one only if the next point or the one before it has one, too. */
const DASH = /^([ \t]*)[\u2010-\u2015\u2212]\s+(?=\S)/;
const POINT = /^([ \t]*)((?:[-+*]|\d{1,9}[.)])[ \t]+)\S/;
/** A marker with the fixed space that web pages and Word put after it. */
const FIXED_SPACE = /^([ \t]*(?:[-+*]|\d{1,9}[.)]))[ \t]*[\u00A0\u2007\u202F]\s*(?=\S)/;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
const TAG = /^ {0,3}<(?!https?:|mailto:|[^\s<>]+@)[a-z/!?]/i;
const CODE_INDENT = 4;
const INDENT = /^(?: {4}| {0,3}\t)[ \t]*(?=\S)/;
/** The first line of a footnote, whose others are indented. */
const NOTE = /^ {0,3}\[\^[^\]]+\]:/;
/** Signs of code, which no letter has. */
const CODE = /[{}=<>\\`$]|;[ \t]*$|\w\(\)|^[ \t]*(?:\/\/|#)/;
/** The line below the head of a table. */
const DELIMITER = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * What people type, as Markdown: signs such as • and – before the points of a list become its
 * markers, and a line below a list that is not indented goes on after it, not in its last point;
 * so does a line below a table. What is indented is no code unless it looks like it. Code, comments
 * and HTML stay as they are.
 */
export function readAsTyped(typed: string): ReadText {
  const lines = typed.split("\n");
  const read: string[] = [];
  const lineOf: number[] = [];
  const add = (line: string, index: number) => {
    read.push(line);
    lineOf.push(index + 1);
  };
  let fence: string | null = null;
  let [isRaw, isInComment, isInTable, isInNote] = [false, false, false, false];
  const isCode = indentedCode(lines);
  /** How far the lines are indented that stand here, as on a typewriter. */
  let indent = "";
  /** Where the text of the point begins that the line before belongs to; null: to none. */
  let column: number | null = null;
  for (const [index, original] of lines.entries()) {
    const isBlank = original.trim() === "";
    if (!isBlank && !original.startsWith(indent)) indent = "";
    if (!isBlank && column === null && !(isInNote && INDENT.test(original))) {
      indent = isCode[index] === true ? "" : (INDENT.exec(original)?.[0] ?? "");
    }
    const line = fence === null && !isInComment ? original.slice(indent.length) : original;
    const mark: string | undefined = FENCE.exec(line)?.[1];
    const wasCode: boolean = fence !== null;
    if (mark !== undefined && !isInComment) fence = nextFence(fence, mark);
    if (isBlank) isRaw = false;
    else if (TAG.test(line)) isRaw = true;
    const isAsItIs: boolean = wasCode || fence !== null || isRaw || isInComment;
    isInComment = endsInComment(line, isInComment);
    if (isAsItIs || isBlank) {
      add(line, index);
      isInTable = false;
      if (!isAsItIs || isRaw) column = null;
      continue;
    }
    const wasOutside: boolean = column === null;
    const marked = withMarker(line, lines, index, !wasOutside);
    const point = RULE.test(marked) ? null : POINT.exec(marked);
    if (!INDENT.test(original)) isInNote = NOTE.test(original);
    if (point !== null) column = (point[1] ?? "").length + (point[2] ?? "").length;
    else if (column !== null && endsList(read.at(-1) ?? "", marked, column)) {
      add("", index);
      column = null;
    }
    const isText = column === null && marked === line;
    const [row = marked, delimiter] = isText ? typedRow(lines, index) : [];
    const isHead = delimiter !== undefined && !isInTable;
    const isCell = row.includes("|");
    const isApart = isHead || (isInTable && !isCell) || (wasOutside && isNext(row, read));
    if (isApart || isRuleBelow(row, read)) add("", index);
    isInTable = isCell && (isInTable || isHead || DELIMITER.test(row));
    add(isSignatureMark(row, read) ? row.replace("-", "\\-") : row, index);
    if (isHead) add(delimiter, index);
  }
  return { text: read.join("\n"), lineOf };
}

/** Which lines are indented and look like code, with the others of their block. */
function indentedCode(lines: readonly string[]): boolean[] {
  const isCode: boolean[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to) {
    to = from + 1;
    const isIndented = INDENT.test(lines[from] ?? "");
    while (isIndented && INDENT.test(lines[to] ?? "")) to += 1;
    const block = lines.slice(from, to).map((line) => line.replace(/https?:\/\/\S+/g, ""));
    const found = isIndented && block.some((line) => CODE.test(line));
    for (const _ of block) isCode.push(found);
  }
  return isCode;
}

const NUMBER = /^[ \t]*(\d{1,9})([.)])[ \t]/;
/** How far above the point is, at most, that a number goes on from. */
const LINES_APART_MAX = 20;

/** Whether a numbered point goes on below a line that is no part of the one before it. */
function isNext(line: string, read: readonly string[]): boolean {
  const [, number, mark] = NUMBER.exec(line) ?? [];
  if (number === undefined || (read.at(-1) ?? "").trim() === "") return false;
  const near = read.slice(-LINES_APART_MAX).reverse();
  const above = near.find((other) => NUMBER.test(other)) ?? "";
  const [, before, sameMark] = NUMBER.exec(above) ?? [];
  return sameMark === mark && Number(before) + 1 === Number(number);
}

/** Whether a line of --- ends a text, whose last line it would make a heading. */
function isRuleBelow(line: string, read: readonly string[]): boolean {
  const [before = "", above = ""] = [read.at(-1), read.at(-2)];
  if (!/^ {0,3}-{3,}[ \t]*$/.test(line) || before.trim() === "") return false;
  return above.trim() !== "" || /[.,;]$/.test(before.trimEnd());
}

/** The -- above the name in a mail, which makes no heading of the line before. */
function isSignatureMark(line: string, read: readonly string[]): boolean {
  return /^ {0,3}--?[ \t]*$/.test(line) && (read.at(-1) ?? "").trim() !== "";
}

function nextFence(open: string | null, mark: string): string | null {
  if (open === null) return mark;
  return mark.startsWith(open) ? null : open;
}

function endsInComment(line: string, isInComment: boolean): boolean {
  const [opened, closed] = [line.lastIndexOf("<!--"), line.lastIndexOf("-->")];
  return opened === -1 && closed === -1 ? isInComment : opened > closed;
}

function withMarker(
  line: string,
  lines: readonly string[],
  index: number,
  isInList: boolean,
): string {
  const [fixed, marker = ""] = FIXED_SPACE.exec(line) ?? [];
  if (fixed !== undefined) return `${marker} ${line.slice(fixed.length)}`;
  const found = BULLET.exec(line) ?? (isDashed(lines, index) ? DASH.exec(line) : null);
  const [matched, indent = ""] = found ?? [];
  if (matched === undefined || (indent.length >= CODE_INDENT && !isInList)) return line;
  return `${indent}- ${line.slice(matched.length)}`;
}

function isDashed(lines: readonly string[], index: number): boolean {
  return [-1, 1].some((way) => {
    let at = index + way;
    if (lines[at]?.trim() === "") at += way;
    return DASH.test(lines[at] ?? "");
  });
}

/** Whether a line is no part of the point before it, unlike the rest of a line that was wrapped. */
function endsList(before: string, line: string, column: number): boolean {
  const indent = line.length - line.trimStart().length;
  if (indent >= Math.min(column, CODE_INDENT) || (indent > 0 && line.startsWith("\t")))
    return false;
  const isRest = before.length >= WRAPPED_MIN && !ENDS_SENTENCE.test(before.trimEnd());
  return !(isRest && /^\p{Ll}/u.test(line.trimStart()));
}

/** How long the lines are that an editor or a mail program wraps. */
const WRAPPED_MIN = 60;
const WRAPPED_MAX = 120;
const ENDS_SENTENCE = /[.!?:\u2026\u3002\uFF01\uFF1F]["'\u201D\u2019\u00BB)\]*_]*\\?$/u;

/**
 * Whether lines are one paragraph that was wrapped at some width, so that their breaks mean
 * nothing: each took as many words as fit.
 */
export function isWrapped(lines: readonly string[]): boolean {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  if (width < WRAPPED_MIN || width > WRAPPED_MAX) return false;
  const upper = lines.slice(0, -1);
  const isFull = upper.every((line, index) => {
    const next = /^\S+/.exec(lines[index + 1] ?? "")?.[0] ?? "";
    return line.length + 1 + next.length > width;
  });
  return isFull && !upper.every((line) => ENDS_SENTENCE.test(line));
}
