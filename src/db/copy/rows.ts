import { z } from "zod";

/** A reason not to copy, as a sentence that says how to mend it. */
export class CopyError extends Error {
  override name = "CopyError";
}

/** What a column holds, alike on every engine. */
export type Kind = "text" | "integer" | "boolean" | "date";

/** A value, alike on every engine; a date is text as SQLite keeps it, in UTC and to the ms. */
export type Value = string | number | boolean | null;

/** The values of a row in the order of its table's columns, or those of its key. */
export type Row = readonly Value[];

/** A table: its columns in the order of their names, and which of them are its key, in order. */
export type Table = Readonly<{
  name: string;
  columns: readonly Readonly<{ name: string; kind: Kind }>[];
  key: readonly number[];
}>;

/** How far a copy has come: how many pages, and the last key of the last page of which table. */
export type Progress = Readonly<{ pages: number; table: string; lastKey: Row | null }>;

/** Progress as a target keeps it, in one row: its key as JSON. */
export const storedProgress = z.object({
  pages: z.number(),
  table: z.string(),
  lastKey: z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])))
    .nullable(),
});

/** A database whose tables are read a page at a time, in the order of their keys' bytes. */
export type RowSource = {
  /** Where it is, for people to read; without a password. */
  place: string;
  /** The same for every way to one database, and for no other database. */
  identity: () => Promise<string>;
  /** All tables, also those that are not the product's. */
  tableNames: () => Promise<string[]>;
  /** Those that it has. */
  migrationNames: () => Promise<string[]>;
  describe: (table: string) => Promise<Table>;
  /** The next rows after a key; null: from the beginning. */
  read: (table: Table, after: Row | null, max: number) => Promise<Row[]>;
  /** The highest id that the table ever gave out; 0 if it gave none. */
  lastNumber: (table: Table) => Promise<number>;
  close: () => Promise<void>;
};

/** A database that is copied into. Each call is done whole or, cut short, not at all. */
export type RowTarget = RowSource & {
  /** Null if no copy into it is under way. */
  progress: () => Promise<Progress | null>;
  /** Marks that a copy into it is under way, unless it is marked already. */
  begin: (first: Progress) => Promise<void>;
  /** Deletes all rows of these tables, and begins. */
  beginAgain: (first: Progress, tables: readonly string[]) => Promise<void>;
  /**
   * Adds rows as they are, with the triggers switched off, and makes a page's progress with them.
   * False if the progress is not what it was before this page: somebody else copies, too.
   */
  write: (table: Table, rows: readonly Row[], progress: Progress) => Promise<boolean>;
  /** Lets the table go on numbering after this id. */
  setLastNumber: (table: Table, lastNumber: number) => Promise<void>;
  /** Takes the mark away. */
  finish: () => Promise<void>;
};

/** What the engines call a kind. */
const KINDS: Readonly<Record<string, Kind>> = {
  TEXT: "text",
  INTEGER: "integer",
  BOOLEAN: "boolean",
  DATETIME: "date",
  "TIMESTAMP WITHOUT TIME ZONE": "date",
};

/** A column as an engine describes it; its place in the key counts from one, and 0 is none. */
export type FoundColumn = { name: string; type: string; keyPlace: number };

/** A table from its columns in whatever order. Throws if the type of one is unknown here. */
export function tableOf(name: string, found: readonly FoundColumn[]): Table {
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const key = sorted
    .map(({ keyPlace }, index) => ({ keyPlace, index }))
    .filter(({ keyPlace }) => keyPlace > 0)
    .toSorted((a, b) => a.keyPlace - b.keyPlace);
  return {
    name,
    columns: sorted.map((column) => ({ name: column.name, kind: kindOf(column.type) })),
    key: key.map(({ index }) => index),
  };
}

function kindOf(type: string): Kind {
  const kind = KINDS[type.toUpperCase()];
  if (kind === undefined) throw new Error(`No column that is copied holds ${type}.`);
  return kind;
}

/** Whether the table numbers its rows. */
export function isNumbered({ columns, key }: Table): boolean {
  return key.length === 1 && key.every((index) => columns[index]?.kind === "integer");
}

export function keyOf(table: Table, row: Row): Row {
  return table.key.map((index) => row[index] ?? null);
}

/** The names of the columns that make the key. */
export function keyColumns(table: Table): string[] {
  return table.key.flatMap((index) => table.columns[index]?.name ?? []);
}

const INTEGER_MIN = -(2 ** 31);
const INTEGER_MAX = 2 ** 31 - 1;
const DATE = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/;

/**
 * The values of a row, each checked to be what its column holds on every engine: SQLite takes any
 * value in any column, and PostgreSQL knows dates that no other engine does.
 *
 * Throws: {@link CopyError} for a value that is not.
 */
export function checkedRow(table: Table, values: readonly unknown[]): Row {
  return table.columns.map(({ name, kind }, index) => {
    const value = values[index];
    if (value === null || isOfKind(value, kind)) return value;
    const what = kind === "integer" ? "an integer" : `a ${kind}`;
    throw unfitValue(table, values, `${name} is not ${what} as Undersigned writes it`);
  });
}

function isOfKind(value: unknown, kind: Kind): value is Value {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "integer":
      return (
        typeof value === "number" &&
        Number.isInteger(value) &&
        value >= INTEGER_MIN &&
        value <= INTEGER_MAX
      );
    case "boolean":
      return typeof value === "boolean";
    case "date":
      return typeof value === "string" && DATE.test(value);
  }
}

/** The error for a row with a value that cannot be copied. */
export function unfitValue(table: Table, values: readonly unknown[], problem: string): CopyError {
  const key = JSON.stringify(table.key.map((index) => values[index]));
  return new CopyError(
    `${table.name}, row ${key}: ${problem}. Correct it in the source, then run the same command again.`,
  );
}

/** The error for a row that contradicts those already there. */
export function misfit(table: Table, cause: Error): CopyError {
  return new CopyError(
    `A row of ${table.name} does not fit those already copied (${cause.message}): the source changed after the copy began. Stop every server that uses it, then run the same command with --again.`,
  );
}
