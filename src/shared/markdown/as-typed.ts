/** A text in Markdown, and which line of what was typed each of its lines came from, from 1 on. */
export type ReadText = { text: string; lineOf: readonly number[] };

/** Signs that word processors put before the points of a list. */
const SIGN = "\u2022\u2023\u2043\u2219\u25A0\u25A1\u25AA\u25AB\u25BA\u25CB\u25CF\u25E6\u27A2\u00B7";
const BULLET = new RegExp(`^([ \\t]*)(?:[${SIGN}]|[o\\u00A7](?=\\t))[ \\t]*(?=\\S)`);
/** A dash is one only if the next point or the one before it has one, too. */
const DASH = /^([ \t]*)\u2013[ \t]+(?=\S)/;
const POINT = /^([ \t]*)((?:[-+*]|\d{1,9}[.)])[ \t]+)\S/;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
const TAG = /^ {0,3}<[a-z/!?]/i;
const CODE_INDENT = 4;

/**
 * What people type, as Markdown: signs such as • and – before the points of a list become its
 * markers, and a line below a list that is not indented goes on after it, not in its last point.
 * Code, comments and HTML stay as they are.
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
  let [isRaw, isInComment] = [false, false];
  /** Where the text of the point begins that the line before belongs to; null: to none. */
  let column: number | null = null;
  for (const [index, line] of lines.entries()) {
    const mark: string | undefined = FENCE.exec(line)?.[1];
    const wasCode: boolean = fence !== null;
    if (mark !== undefined && !isInComment) fence = nextFence(fence, mark);
    if (line.trim() === "") isRaw = false;
    else if (TAG.test(line)) isRaw = true;
    const isAsItIs: boolean = wasCode || fence !== null || isRaw || isInComment;
    isInComment = endsInComment(line, isInComment);
    if (isAsItIs || line.trim() === "") {
      add(line, index);
      if (!isAsItIs || isRaw) column = null;
      continue;
    }
    const marked = withMarker(line, lines, index, column !== null);
    const point = RULE.test(marked) ? null : POINT.exec(marked);
    if (point !== null) column = (point[1] ?? "").length + (point[2] ?? "").length;
    else if (column !== null && endsList(read.at(-1) ?? "", marked, column)) {
      add("", index);
      column = null;
    }
    add(marked, index);
  }
  return { text: read.join("\n"), lineOf };
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
