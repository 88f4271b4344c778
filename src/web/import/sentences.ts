import { english } from "../../../views/generated/locales/english.ts";
import type { Words } from "../../../views/page/words.ts";
import type { CheckedRow } from "../../signatures/import/check.ts";
import type { Finding, ImportError, Notice } from "../../signatures/import/findings.ts";
import type { Mapping } from "../../signatures/import/mapping/columns.ts";

/** The most lines that are named of one cause; the others are counted. */
const LINES_SHOWN_MAX = 40;

/** What is wrong with a file, where it is, and each cause once: “Lines 3–5, column Land: …”. */
export function problemSentence(words: Words, finding: Finding): string {
  return placed(words, finding, problemOf(words, finding));
}

/** What is to be noticed in a file. */
export function noticeSentence(words: Words, finding: Finding<Notice>): string {
  const sentence = noticeOf(words, finding);
  return finding.code.startsWith("left-out") ? capital(sentence) : placed(words, finding, sentence);
}

/** What is wrong with one row, for a file of such rows. */
export function rowSentences(
  words: Words,
  { record, problems }: CheckedRow,
  { columns }: Mapping,
): string[] {
  return problems.map(({ code, field, value, detail = "" }) => {
    const column = columns.find((one) => field !== null && one.field === field)?.heading ?? "";
    const lines = [record.line];
    return problemSentence(words, { code, column, value, detail, lines, count: 1 });
  });
}

function problemOf(words: Words, { code, value, detail }: Finding): string {
  if (isOneOf(english.importErrors, code)) return words(`importErrors.${code}`);
  if (isOneOf(english.importTwinErrors, code))
    return words(`importTwinErrors.${code}`, { value, detail });
  return isOneOf(english.importValueErrors, code)
    ? words(`importValueErrors.${code}`, { value })
    : code;
}

function noticeOf(words: Words, { code, value, detail }: Finding<Notice>): string {
  if (isOneOf(english.importNotices, code)) return words(`importNotices.${code}`);
  if (isOneOf(english.importValueNotices, code))
    return words(`importValueNotices.${code}`, { value });
  return words(`importTwinNotices.${code}`, { value, detail });
}

/** Problems of the file as a whole, which stand in no line. */
const OF_FILE: readonly ImportError[] = [
  "no-rows",
  "too-many-rows",
  "same-heading",
  "no-such-heading",
  "mapped-twice",
  "column-mapped-twice",
  "no-name-column",
  "no-kind-column",
  "damaged-workbook",
  "large-workbook",
  "long-list",
  "old-workbook",
  "other-workbook",
  "document",
  "archive",
  "pdf",
  "rich-text",
  "web-page",
  "no-table",
];

function placed(words: Words, finding: Finding<ImportError | Notice>, sentence: string): string {
  const { code, column, count } = finding;
  if (OF_FILE.some((one) => one === code)) return capital(sentence);
  const lines = linesOf(words, finding);
  return column === ""
    ? words("importPlaces.line", { count, lines, sentence })
    : words("importPlaces.cell", { count, lines, column, sentence });
}

/** “3–5, 9 and 12 more”. */
function linesOf(words: Words, { lines, count }: Finding<ImportError | Notice>): string {
  const shown = ranges(lines).slice(0, LINES_SHOWN_MAX);
  const named = shown.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const listed = shown.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
  return named === count
    ? listed
    : words("importPlaces.more", { lines: listed, count: count - named });
}

function ranges(lines: readonly number[]): [from: number, to: number][] {
  const found: [from: number, to: number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === line - 1) last[1] = line;
    else found.push([line, line]);
  }
  return found;
}

function isOneOf<Sentences extends object>(
  sentences: Sentences,
  code: string,
): code is keyof Sentences & string {
  return Object.hasOwn(sentences, code);
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
