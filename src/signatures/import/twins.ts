import { formatEmailAddress, strictForm } from "../../shared/text/email-address.ts";
import { entryText } from "../entry.ts";
import type { LineFinding, Notice } from "./findings.ts";
import { LinesByText } from "./lines-by-text.ts";
import type { ImportRow } from "./row.ts";

type Twin =
  | { isNotice: false; finding: LineFinding }
  | { isNotice: true; finding: LineFinding<Notice> };

/** Names that are compared for a notice: in a longer file, many people share theirs. */
const NAMES_MAX = 20_000;

/**
 * Finds rows of one file that are one signatory, or that share an address: one address has one
 * entry of a kind. Keeps fingerprints alone, so that a million rows have their place.
 */
export class Twins {
  readonly #letterId: string;
  readonly #entries = new LinesByText();
  readonly #addresses = new LinesByText();
  readonly #names = new LinesByText();
  /** The lines of rows that are twins. */
  readonly #lines = new Set<number>();

  constructor(letterId: string) {
    this.#letterId = letterId;
  }

  /** What is wrong with a row beside those before it. */
  add(row: ImportRow): Twin | null {
    const found = this.#twinOf(row);
    if (found !== null && !found.isNotice) this.#lines.add(row.line);
    return found;
  }

  /** What was wrong with a row when it was added. */
  problemOf(row: ImportRow): LineFinding | null {
    if (!this.#lines.has(row.line)) return null;
    const found = this.#twinOf(row);
    return found === null || found.isNotice ? null : found.finding;
  }

  #twinOf(row: ImportRow): Twin | null {
    const entry = this.#entries.first(entryText(this.#letterId, row), row.line);
    if (entry !== null) {
      return {
        isNotice: false,
        finding: { code: "same-as-line", field: null, value: String(entry), detail: row.name },
      };
    }
    const address =
      row.email && this.#addresses.first(`${row.kind} ${strictForm(row.email)}`, row.line);
    if (address && row.email) {
      const detail = formatEmailAddress(row.email);
      return {
        isNotice: false,
        finding: { code: "same-address-as-line", field: "email", value: String(address), detail },
      };
    }
    if (this.#names.size >= NAMES_MAX) return null;
    const named = this.#names.first(`${row.kind} ${row.name.toLowerCase()}`, row.line);
    if (named === null) return null;
    return {
      isNotice: true,
      finding: { code: "same-name-as-line", field: "name", value: String(named), detail: row.name },
    };
  }
}
