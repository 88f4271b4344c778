import { takingTurns } from "../../shared/turns.ts";
import { empty, raw, type Sql, sql } from "../sql.ts";

/** The longest JSON for one statement, in characters; D1 takes 2 MB. */
const JSON_LENGTH_MAX = 400_000;

/** New rows for one statement: their columns, and the rows as JSON. */
export type JsonRows = { columns: string[]; json: string };

/** How an engine reads rows out of JSON, and writes them as JSON. */
export type Dialect = Readonly<{
  /** A date as Prisma's adapter writes it. */
  date: (date: Date) => string;
  /** The same as a value of a query. */
  moment: (date: Date) => Sql;
  /** What a row becomes in the JSON: an object, or less if the engine needs no names. */
  row: (columns: readonly string[], values: readonly unknown[]) => unknown;
  /** The beginning of a statement that adds rows; their JSON is its one value. */
  insert: (table: string, columns: readonly string[]) => string;
  /** From what a query reads the items of a JSON array, each as `each.value`. */
  each: (json: string) => Sql;
  /** A query that gives some texts, however many: for the WITH of another query. */
  texts: (texts: readonly string[]) => Sql;
  /** What follows a column to say that it is one of some texts, however many. */
  among: (texts: readonly string[]) => Sql;
  /** A JSON array, as text, of arrays of these columns of text. */
  list: (columns: string) => string;
  /** Names the index by which a table is to be read, if the engine takes one. */
  by: (index: string) => Sql;
}>;

/** D1 speaks it too. */
export const SQLITE_DIALECT: Dialect = {
  date: sqliteDate,
  moment: (date) => sql`${sqliteDate(date)}`,
  // A name would be looked for among all the others, for each value of each row.
  row: (_columns, values) => values,
  insert: (table, columns) => {
    const values = columns.map((_name, index) => `json_extract(value, '$[${index}]')`);
    // Materialized, or each row would be written as text again for each of its values; without a
    // condition the parser takes ON CONFLICT for part of a join.
    return `WITH given AS MATERIALIZED (SELECT value FROM json_each(?))
      INSERT INTO ${table} (${columns.join(", ")})
      SELECT ${values.join(", ")} FROM given WHERE true`;
  },
  each: (json) => sql`json_each(${json}) AS each`,
  texts: sqliteTexts,
  among: (texts) => sql`IN (${sqliteTexts(texts)})`,
  list: (columns) => `json_group_array(json_array(${columns}))`,
  by: (index) => raw(`INDEXED BY ${index}`),
};

export const POSTGRES_DIALECT: Dialect = {
  date: (date) => date.toISOString(),
  moment: (date) => sql`${date.toISOString()}::timestamp`,
  row: (columns, values) => Object.fromEntries(columns.map((name, at) => [name, values[at]])),
  insert: (table, columns) => {
    const names = columns.join(", ");
    return `INSERT INTO ${table} (${names})
      SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`;
  },
  each: (json) => sql`jsonb_array_elements(${json}::jsonb) AS each(value)`,
  texts: postgresTexts,
  // An array is looked up in an index. A query would be joined, by whatever way seems short.
  among: (texts) => sql`= ANY(ARRAY(${postgresTexts(texts)}))`,
  // The types of what is in an array are looked up once, not for each value of each row.
  list: (columns) => `coalesce(array_to_json(array_agg(ARRAY[${columns}])), '[]')::text`,
  by: () => empty,
};

function sqliteTexts(texts: readonly string[]): Sql {
  return sql`SELECT each.value FROM json_each(${JSON.stringify(texts)}) AS each`;
}

function postgresTexts(texts: readonly string[]): Sql {
  return sql`SELECT jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb)`;
}

function sqliteDate(date: Date): string {
  return date.toISOString().replace("Z", "+00:00");
}

/** A row of a table, its names as the model has them. */
type ModelRow = Readonly<Record<string, unknown>>;

/**
 * Rows of one table as JSON, so that the number of bound values, which D1 limits to a hundred, does
 * not grow with them. Names are as the model has them, and become those of the columns.
 */
export function jsonRows(rows: readonly ModelRow[], dialect: Dialect): JsonRows {
  const { columns, itemOf } = writer(rows, dialect);
  return { columns, json: `[${rows.map(itemOf).join(",")}]` };
}

/**
 * The same, cut into as many statements as they need, each made when it is asked for. There may be
 * thousands of rows: others have their turns meanwhile.
 */
export async function* cutJsonRows(
  rows: readonly ModelRow[],
  dialect: Dialect,
): AsyncGenerator<JsonRows> {
  const { columns, itemOf } = writer(rows, dialect);
  const pause = takingTurns();
  let items: string[] = [];
  let length = 0;
  for (const row of rows) {
    const item = itemOf(row);
    if (items.length > 0 && length + item.length >= JSON_LENGTH_MAX) {
      yield { columns, json: `[${items.join(",")}]` };
      items = [];
      length = 0;
    }
    items.push(item);
    length += item.length;
    await pause();
  }
  if (items.length > 0) yield { columns, json: `[${items.join(",")}]` };
}

/**
 * Given rows under a name, for the WITH of a query that compares them with a table: one at least,
 * since their names are its columns. Each value is taken out of the JSON once, not for each row
 * that it is compared with.
 */
export function givenRows(name: string, rows: readonly ModelRow[], { each }: Dialect): Sql {
  const names = namesIn(rows);
  const columns = names.map((one, at) => `each.value->>${at} AS ${columnName(one)}`);
  const json = JSON.stringify(rows.map((row) => names.map((one) => row[one])));
  return sql`${raw(name)} AS MATERIALIZED (SELECT ${raw(columns.join(", "))} FROM ${each(json)})`;
}

/** How each of some rows is written, all with the same columns. */
function writer(rows: readonly ModelRow[], { date, row: inJson }: Dialect) {
  const names = namesIn(rows);
  const columns = names.map(columnName);
  const value = (given: unknown) => (given instanceof Date ? date(given) : (given ?? null));
  const valuesOf = (row: ModelRow) => names.map((name) => value(row[name]));
  return { columns, itemOf: (row: ModelRow) => JSON.stringify(inJson(columns, valuesOf(row))) };
}

/** All names that occur in some rows, each once. */
function namesIn(rows: readonly ModelRow[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

/** The columns of the few tables that rows are written to in this way. */
const columnNames = new Map<string, string>();

/** The column of a name of the model. */
export function columnName(name: string): string {
  const known = columnNames.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnNames.set(name, made);
  return made;
}
