/** What an exported file begins with, so that spreadsheets read it as UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** What a spreadsheet may run: a formula, also behind white space, also in full width. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** A cell with one of these is quoted. */
const SPECIAL = /[",\r\n]/;

/**
 * Lines of CSV (RFC 4180) with CRLF. A cell that a spreadsheet would run as a formula is made
 * inert by an apostrophe in front of it. Written here since the packages take most of the time
 * that a file of a million rows takes.
 *
 * Source: OWASP, CSV Injection.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(",")}\r\n`).join("");
}

function toCell(text: string): string {
  if (text === "") return text;
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
