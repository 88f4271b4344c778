import { fingerprint } from "../../shared/keys/hash.ts";
import { formatEmailAddress, strictForm } from "../../shared/text/email-address.ts";
import { entryText } from "../entry.ts";
import type { LineFinding, Notice } from "./findings.ts";
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
  readonly #entries = new Map<string, number>();
  readonly #addresses = new Map<string, number>();
  readonly #names = new Map<string, number>();
  readonly #problems = new Map<number, LineFinding>();

  constructor(letterId: string) {
    this.#letterId = letterId;
  }

  /** What is wrong with a row beside those before it. */
  add(row: ImportRow): Twin | null {
    const found = this.#twinOf(row);
    if (found !== null && !found.isNotice) this.#problems.set(row.line, found.finding);
    return found;
  }

  /** What was wrong with a line when it was added. */
  problemOf(line: number): LineFinding | null {
    return this.#problems.get(line) ?? null;
  }

  #twinOf(row: ImportRow): Twin | null {
    const entry = first(this.#entries, entryText(this.#letterId, row), row.line);
    if (entry !== null) {
      return {
        isNotice: false,
        finding: { code: "same-as-line", field: null, value: String(entry), detail: row.name },
      };
    }
    const address =
      row.email && first(this.#addresses, `${row.kind} ${strictForm(row.email)}`, row.line);
    if (address && row.email) {
      const detail = formatEmailAddress(row.email);
      return {
        isNotice: false,
        finding: { code: "same-address-as-line", field: "email", value: String(address), detail },
      };
    }
    if (this.#names.size >= NAMES_MAX) return null;
    const named = first(this.#names, `${row.kind} ${row.name.toLowerCase()}`, row.line);
    if (named === null) return null;
    return {
      isNotice: true,
      finding: { code: "same-name-as-line", field: "name", value: String(named), detail: row.name },
    };
  }
}

/** The line that has the same, if one came before. */
function first(lines: Map<string, number>, text: string, line: number): number | null {
  const key = fingerprint(text);
  const known = lines.get(key);
  if (known === undefined) lines.set(key, line);
  return known ?? null;
}
