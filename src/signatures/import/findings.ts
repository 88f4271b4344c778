import { z } from "zod";
import type { ImportField } from "./mapping/fields.ts";
import type { Unreadable } from "./reading/unreadable.ts";

/** What can be wrong with a file as a whole. Each has its own sentence in the catalogues. */
type FileError =
  | Unreadable
  | "no-rows"
  | "too-many-rows"
  | "same-heading"
  | "no-such-heading"
  | "mapped-twice"
  | "column-mapped-twice"
  | "no-name-column"
  | "no-kind-column"
  | "date-order";

/** What can be wrong with a field as a form knows it, too. */
const FIELD_ERRORS = [
  "name-missing",
  "name-no-letter",
  "email-invalid",
  "email-several",
  "website-invalid",
  "too-long",
  "control-characters",
  "damaged",
  "link",
  "address",
  "telephone",
] as const;

/** What can be wrong with a row. */
type RowError =
  | (typeof FIELD_ERRORS)[number]
  | "too-many-cells"
  | "formula-error"
  | "kind-missing"
  | "kind-unknown"
  | "state-unknown"
  | "visibility-unknown"
  | "anonymous-organisation"
  | "capacity-unknown"
  | "country-unknown"
  | "country-several"
  | "date-unknown"
  | "date-future"
  | "source-invalid"
  | "group-unknown"
  | "same-as-line"
  | "same-address-as-line";

/** What is imported all the same, and said. */
export type Notice =
  | "left-out"
  | "left-out-unnamed"
  | "left-out-sheets"
  | "affiliation-ignored"
  | "website-ignored"
  | "contact-ignored"
  | "heading-line"
  | "telephone-left-out"
  | "kind-guessed"
  | "perhaps-a-place"
  | "two-people"
  | "perhaps-two-people"
  | "anonymous-nameless"
  | "state-ignored"
  | "same-name-as-line"
  | "wrong-encoding"
  | "html-entity"
  | "lost-letter";

export type ImportError = FileError | RowError;

const fieldErrors = z.enum(FIELD_ERRORS);

/** The error that a zod issue of a field stands for. */
export function fieldErrorOf(message: string): RowError {
  return fieldErrors.safeParse(message).data ?? "damaged";
}

/**
 * One thing that is wrong or to be noticed, with the lines that have it; `column` is a heading as
 * the file has it, or empty, and `value` a cell, another line or a number.
 */
export type Finding<Code extends string = ImportError> = {
  code: Code;
  column: string;
  value: string;
  /** What a value looks like, or whom another line names. */
  detail: string;
  lines: number[];
  /** How many lines have it, of which the first are named. */
  count: number;
};

/** One thing about one line. */
export type LineFinding<Code extends string = ImportError> = {
  code: Code;
  field: ImportField | null;
  value: string;
  detail?: string;
};

/** Causes that are kept apart, and lines that are named of each: nobody reads more. */
const CAUSES_MAX = 500;
const LINES_MAX = 2_000;

/** Collects what is found, each cause once with its lines. */
export class Findings<Code extends string = ImportError> {
  readonly #causes = new Map<string, Finding<Code>>();
  readonly #headingOf: (field: ImportField) => string;
  /** Causes beyond those that are kept. */
  #more = 0;

  constructor(headingOf: (field: ImportField) => string = () => "") {
    this.#headingOf = headingOf;
  }

  get count(): number {
    return this.#causes.size + this.#more;
  }

  add(line: number, { code, field, value, detail = "" }: LineFinding<Code>): void {
    const column = field === null ? "" : this.#headingOf(field);
    const key = JSON.stringify([code, column, value, detail]);
    const known = this.#causes.get(key);
    if (known === undefined) {
      if (this.#causes.size >= CAUSES_MAX) this.#more += 1;
      else this.#causes.set(key, { code, column, value, detail, lines: [line], count: 1 });
      return;
    }
    known.count += 1;
    if (known.lines.length < LINES_MAX) known.lines.push(line);
  }

  /** In the order of the first line that has each. */
  all(): Finding<Code>[] {
    return [...this.#causes.values()].sort(
      (left, right) => (left.lines[0] ?? 0) - (right.lines[0] ?? 0),
    );
  }
}

/** What is to be noticed of a workbook's sheets that are not read, if there are any. */
export function sheetsNotices(names: readonly string[]): Finding<Notice>[] {
  if (names.length === 0) return [];
  return [fileFinding("left-out-sheets", names.map((name) => `“${name}”`).join(", "))];
}

/** A finding about a file, which is in its first line if in any. */
export function fileFinding<Code extends FileError | Notice>(
  code: Code,
  value = "",
  line = 1,
): Finding<Code> {
  return { code, column: "", value, detail: "", lines: [line], count: 1 };
}
