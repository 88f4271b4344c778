/** Why a file cannot be read, or not further. Each has its own sentence in the catalogues. */
export type Unreadable =
  | "open-quote"
  | "long-record"
  | "damaged-workbook"
  | "large-workbook"
  | "long-list"
  | "old-workbook"
  | "other-workbook"
  | "document"
  | "archive"
  | "pdf"
  | "rich-text"
  | "web-page"
  | "no-table";

/** A file that cannot be read further, and from which line on. */
export class UnreadableFileError extends Error {
  override name = "UnreadableFileError";
  readonly code: Unreadable;
  readonly line: number;

  constructor(code: Unreadable, line = 1) {
    super(`${code} in line ${line}`);
    this.code = code;
    this.line = line;
  }
}
