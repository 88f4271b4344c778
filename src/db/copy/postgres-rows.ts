import { z } from "zod";
import { codeOf } from "../faults.ts";
import { migrationNamesQuery } from "../migration-names.ts";
import { openConnection, type Query } from "../postgres/connection.ts";
import {
  CopyError,
  checkedRow,
  keyColumns,
  misfit,
  type Progress,
  type Row,
  type RowTarget,
  storedProgress,
  type Table,
  tableOf,
  unfitValue,
} from "./rows.ts";
import { COPY_PROGRESS } from "./tables.ts";

const TYPES = { text: "text", integer: "integer", boolean: "boolean", date: "timestamp" };

/** How a date is read as text, whatever the database's own style. */
const DATE = 'YYYY-MM-DD"T"HH24:MI:SS.MS+00:00';

const named = z.array(z.object({ name: z.string() }));
const columns = z.array(z.object({ name: z.string(), type: z.string(), keyPlace: z.number() }));
const number = z.tuple([z.object({ last: z.number() })]);
/** How the indexes are made that a copy sets aside. */
const aside = z.tuple([
  z.object({
    indexes: z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(z.array(z.string())),
  }),
]);
const identity = z.tuple([z.object({ name: z.string() })]);

/**
 * Opens a PostgreSQL database to copy from or to.
 *
 * Throws: {@link CopyError} if the server cannot be reached or refuses, now or later.
 */
export async function openPostgresRows(databaseUrl: string): Promise<RowTarget> {
  const { place, query, queryLists, inTransaction, close } = await openConnection(databaseUrl);
  return {
    place,
    identity: () => identityOf(query),
    tableNames: () => tableNames(query),
    migrationNames: () => migrationNames(query),
    describe: (table) => describeTable(query, table),
    read: async (table, after, max) => {
      const found = await queryLists(pageStatement(table, after), [...(after ?? []), max]);
      return found.map((values) => checkedRow(table, values));
    },
    lastNumber: (table) => lastNumberOf(query, table),
    close,
    progress: () => readProgress(query),
    begin: (first) => inTransaction(() => begin(query, first)),
    beginAgain: (first, tables) => inTransaction(() => beginAgain(query, first, tables)),
    write: (table, rows, progress) =>
      inTransaction(() => writePage(query, { table, rows, progress })),
    setLastNumber: (table, last) => setLastNumber(query, table, last),
    finish: () => inTransaction(() => finish(query)),
  };
}

/** The server by the moment it started, and the database and schema on it. */
async function identityOf(query: Query): Promise<string> {
  const found = await query(
    `SELECT concat_ws('/', extract(epoch FROM pg_postmaster_start_time()), oid, current_schema()) AS name
    FROM pg_database WHERE datname = current_database()`,
  );
  return identity.parse(found)[0].name;
}

async function tableNames(query: Query): Promise<string[]> {
  const found = await query(
    "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()",
  );
  return named.parse(found).map(({ name }) => name);
}

async function migrationNames(query: Query): Promise<string[]> {
  const asked = migrationNamesQuery(await tableNames(query));
  return asked === null ? [] : named.parse(await query(asked)).map(({ name }) => name);
}

async function describeTable(query: Query, name: string): Promise<Table> {
  const found = await query(
    `SELECT attname::text AS name, format_type(atttypid, NULL) AS type,
      coalesce(array_position(indkey::int2[], attnum) + 1, 0) AS "keyPlace"
    FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
    WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [quoted(name)],
  );
  return tableOf(name, columns.parse(found));
}

function pageStatement(table: Table, after: Row | null): string {
  const names = table.columns.map(({ name, kind }) =>
    kind === "date" ? `to_char(${quoted(name)}, '${DATE}')` : quoted(name),
  );
  const key = keyColumns(table).map(quoted).join(", ");
  const marks = table.key.map((_, index) => `$${index + 1}`);
  const where = after === null ? "" : `WHERE (${key}) > (${marks.join(", ")})`;
  const limit = `LIMIT $${after === null ? 1 : marks.length + 1}`;
  return `SELECT ${names.join(", ")} FROM ${quoted(table.name)} ${where} ORDER BY ${key} ${limit}`;
}

async function lastNumberOf(query: Query, { name }: Table): Promise<number> {
  const found = await query(
    `SELECT greatest(
      pg_sequence_last_value(pg_get_serial_sequence($1, 'id')::regclass)::integer,
      (SELECT max(id) FROM ${quoted(name)}), 0
    ) AS last`,
    [quoted(name)],
  );
  return number.parse(found)[0].last;
}

async function setLastNumber(query: Query, { name }: Table, last: number): Promise<void> {
  await query("SELECT setval(pg_get_serial_sequence($1, 'id'), greatest($2, 1), $2 > 0)", [
    quoted(name),
    last,
  ]);
}

async function readProgress(query: Query): Promise<Progress | null> {
  if (!(await tableNames(query)).includes(COPY_PROGRESS)) return null;
  const [row] = await query(
    `SELECT pages, table_name AS "table", last_key AS "lastKey" FROM ${COPY_PROGRESS}`,
  );
  return storedProgress.parse(row);
}

/**
 * Sets the indexes aside, whose upkeep would take most of the time: they are made anew at the end,
 * from what is kept of them. Those that make a row unique stay.
 */
async function begin(query: Query, { pages, table, lastKey }: Progress): Promise<void> {
  await query(
    `CREATE TABLE IF NOT EXISTS ${COPY_PROGRESS}
    (pages integer, table_name text, last_key text, indexes text)`,
  );
  const begun = await query(
    `INSERT INTO ${COPY_PROGRESS} SELECT $1, $2, $3, (
      SELECT coalesce(json_agg(pg_get_indexdef(indexrelid)), '[]') FROM (${INDEXES_ASIDE}) AS aside
    ) WHERE NOT EXISTS (SELECT 1 FROM ${COPY_PROGRESS}) RETURNING pages`,
    [pages, table, lastKey && JSON.stringify(lastKey)],
  );
  if (begun.length === 0) return;
  for (const { name } of named.parse(await query(INDEXES_ASIDE))) {
    await query(`DROP INDEX ${quoted(name)}`);
  }
}

const INDEXES_ASIDE = `SELECT indexrelid, relname::text AS name
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE relnamespace = current_schema()::regnamespace AND NOT indisunique`;

async function beginAgain(query: Query, first: Progress, tables: readonly string[]): Promise<void> {
  await query(`TRUNCATE ${tables.map(quoted).join(", ")} RESTART IDENTITY`);
  await query(`UPDATE ${COPY_PROGRESS} SET pages = $1, table_name = $2, last_key = NULL`, [
    first.pages,
    first.table,
  ]);
}

async function finish(query: Query): Promise<void> {
  const [row] = aside.parse(await query(`SELECT indexes FROM ${COPY_PROGRESS}`));
  for (const index of row.indexes) await query(index);
  // A database that was just filled has no statistics yet, and is slow without them.
  await query("ANALYZE");
  await query(`DROP TABLE ${COPY_PROGRESS}`);
}

async function writePage(
  query: Query,
  { table, rows, progress }: { table: Table; rows: readonly Row[]; progress: Progress },
): Promise<boolean> {
  const { pages, lastKey } = progress;
  const step = await query(
    `UPDATE ${COPY_PROGRESS} SET pages = $1, table_name = $2, last_key = $3
    WHERE pages = $1 - 1 RETURNING pages`,
    [pages, table.name, JSON.stringify(lastKey)],
  );
  if (step.length === 0) return false;
  await query(`ALTER TABLE ${quoted(table.name)} DISABLE TRIGGER USER`);
  await insertRows(query, table, rows);
  await query(`ALTER TABLE ${quoted(table.name)} ENABLE TRIGGER USER`);
  return true;
}

/** Inserts a page by one value for each column, which takes the server half the work of JSON. */
async function insertRows(query: Query, table: Table, rows: readonly Row[]): Promise<void> {
  refuseNul(table, rows);
  const names = table.columns.map(({ name }) => quoted(name)).join(", ");
  const lists = table.columns.map(({ kind }, index) => `$${index + 1}::${TYPES[kind]}[]`);
  const values = table.columns.map((_, index) => rows.map((row) => row[index]));
  try {
    await query(
      `INSERT INTO ${quoted(table.name)} (${names}) SELECT * FROM unnest(${lists.join(", ")})`,
      values,
    );
  } catch (error) {
    // Class 23: a row contradicts others.
    const isMisfit = error instanceof Error && /^23/.test(codeOf(error) ?? "");
    throw isMisfit ? misfit(table, error) : error;
  }
}

/** PostgreSQL stores every character but NUL. */
function refuseNul(table: Table, rows: readonly Row[]): void {
  for (const row of rows) {
    const index = row.findIndex((value) => typeof value === "string" && value.includes("\0"));
    const column = table.columns[index];
    if (column !== undefined) {
      const problem = `${column.name} holds a NUL character (U+0000), which PostgreSQL cannot store`;
      throw unfitValue(table, row, problem);
    }
  }
}

function quoted(name: string): string {
  return `"${name}"`;
}
