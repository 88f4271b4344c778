import { type Sql, sql } from "./sql.ts";

/** The longest JSON that one statement is given, in characters; D1 takes 2 MB. */
const JSON_LENGTH_MAX = 400_000;

/** New rows as one statement writes them: their columns, and the rows as JSON. */
export type JsonRows = { columns: string[]; json: string };

/** How an engine reads rows out of JSON, and writes them as JSON. */
export type Dialect = Readonly<{
  /** A date as Prisma's adapter writes it. */
  date: (date: Date) => string;
  /** The beginning of a statement that adds rows; their JSON is its one value. */
  insert: (table: string, columns: readonly string[]) => string;
  /** What a query reads the items of a JSON array from, each as `each.value`. */
  each: (json: string) => Sql;
  /** A JSON array, as text, of arrays of these columns. */
  list: (columns: string) => string;
}>;

/** SQLite's, and D1's. */
export const SQLITE_DIALECT: Dialect = {
  date: (date) => date.toISOString().replace("Z", "+00:00"),
  insert: (table, columns) => {
    const values = columns.map((name) => `json_extract(value, '$.${name}')`);
    // Without a condition the parser takes ON CONFLICT for part of a join.
    return `INSERT INTO ${table} (${columns.join(", ")})
      SELECT ${values.join(", ")} FROM json_each(?) WHERE true`;
  },
  each: (json) => sql`json_each(${json}) AS each`,
  list: (columns) => `json_group_array(json_array(${columns}))`,
};

/** PostgreSQL's. */
export const POSTGRES_DIALECT: Dialect = {
  date: (date) => date.toISOString(),
  insert: (table, columns) => {
    const names = columns.join(", ");
    return `INSERT INTO ${table} (${names})
      SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`;
  },
  each: (json) => sql`jsonb_array_elements(${json}::jsonb) AS each(value)`,
  list: (columns) => `coalesce(json_agg(json_build_array(${columns})), '[]')::text`,
};

/**
 * Rows of one table as JSON, so that the number of bound values, which D1 limits to a hundred, does
 * not grow with them. Names are as the model has them, and become those of the columns.
 */
export function jsonRows(rows: readonly object[], date: Dialect["date"]): JsonRows {
  const { columns, objects } = written(rows, date);
  return { columns, json: `[${objects.join(",")}]` };
}

/** The same, cut into as many statements as they need. */
export function cutJsonRows(rows: readonly object[], date: Dialect["date"]): JsonRows[] {
  const { columns, objects } = written(rows, date);
  const pieces: string[][] = [];
  let length = JSON_LENGTH_MAX;
  for (const object of objects) {
    length += object.length;
    if (length >= JSON_LENGTH_MAX) {
      pieces.push([]);
      length = object.length;
    }
    pieces.at(-1)?.push(object);
  }
  return pieces.map((piece) => ({ columns, json: `[${piece.join(",")}]` }));
}

function written(rows: readonly object[], date: Dialect["date"]) {
  const asColumns = rows.map((row) =>
    Object.entries(row).map(([name, value]: [string, unknown]): [string, unknown] => [
      columnName(name),
      value instanceof Date ? date(value) : value,
    ]),
  );
  return {
    columns: [...new Set(asColumns.flatMap((row) => row.map(([name]) => name)))],
    objects: asColumns.map((row) => JSON.stringify(Object.fromEntries(row))),
  };
}

/** The columns of the few tables that rows are written to in this way. */
const columnNames = new Map<string, string>();

function columnName(name: string): string {
  const known = columnNames.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnNames.set(name, made);
  return made;
}
