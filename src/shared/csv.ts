import { stringify } from "csv-stringify/sync";

/** What an exported file begins with, so that spreadsheets read it as UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** What a spreadsheet may run: a formula, also behind white space, also in full width. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * Lines of CSV (RFC 4180) with CRLF. A cell that a spreadsheet would run as a formula is made
 * inert by an apostrophe in front of it.
 *
 * Source: OWASP, CSV Injection.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))),
    { record_delimiter: "windows" },
  );
}
