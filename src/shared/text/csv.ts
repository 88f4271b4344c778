/** What an exported file begins with, so that spreadsheets read it as UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** What begins a formula, also in full width. */
const SIGN = String.raw`[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]`;
/** What begins a cell for a spreadsheet that takes something else than a comma to separate. */
const BEGINS_CELL = String.raw`[;|\t-\r\u0085\u2028\u2029]`;
/** What spreadsheets pass over before a formula. */
const PASSED_OVER = String.raw`[\s\p{Cc}"]*`;

const FORMULA = new RegExp(String.raw`^'*(?:${PASSED_OVER}${SIGN}|[\t\r\n])`, "u");
const FORMULAS_WITHIN = new RegExp(`(?<=${BEGINS_CELL}${PASSED_OVER})(?='*${SIGN})`, "gu");
const INERT = new RegExp(String.raw`^'(?='*(?:${PASSED_OVER}${SIGN}|[\t\r\n]))`, "u");
const INERT_WITHIN = new RegExp(`(?<=${BEGINS_CELL}${PASSED_OVER})'(?='*${SIGN})`, "gu");

/** A cell without any of these is written as it is. */
const SPECIAL = new RegExp(`^'*${PASSED_OVER}${SIGN}|[",]|${BEGINS_CELL}`, "u");
/** A cell with one of these is quoted. */
const QUOTED = /[",\r\n]/;

/**
 * Lines of CSV (RFC 4180) with CRLF. A cell that a spreadsheet would run as a formula is made
 * inert by an apostrophe in front of it, and so is a formula within a cell, which becomes one of
 * its own where a semicolon or a tab separates. Written here since the packages take most of the
 * time that a file of a million rows takes.
 *
 * Source: OWASP, CSV Injection.
 */
export function toCsv(rows: readonly (readonly string[])[], separator: CsvSeparator = ","): string {
  const cell = (text: string) => toCell(text, separator);
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join("");
}

/** What can stand between cells: spreadsheets take another one in each part of the world. */
export type CsvSeparator = "," | ";" | "\t";

function toCell(text: string, separator: CsvSeparator): string {
  if (!SPECIAL.test(text)) return text;
  const inert = (FORMULA.test(text) ? "'" : "") + text.replace(FORMULAS_WITHIN, "'");
  return QUOTED.test(inert) || inert.includes(separator)
    ? `"${inert.replaceAll('"', '""')}"`
    : inert;
}

/** What was meant by a cell of a file: the apostrophes that {@link toCsv} put in are taken out. */
export function fromCell(cell: string): string {
  return cell.replace(INERT_WITHIN, "").replace(INERT, "");
}
