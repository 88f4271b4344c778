import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database, { type Statement } from "better-sqlite3";
import { z } from "zod";
import { explainDatabase } from "../explain.ts";
import { migrationNamesQuery } from "../migration-names.ts";
import { SECURE_DELETE } from "../sqlite/connection.ts";
import { sqlitePath } from "../sqlite/open.ts";
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
} from "./rows.ts";
import { COPY_PROGRESS } from "./tables.ts";

/** How long a page waits for another process that writes, in ms; nothing else goes on here. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Settings for a million rows in succession. A power cut may take the last pages with it, and their
 * progress with them; only the end is on the disk before it is told.
 *
 * Source: https://www.sqlite.org/pragma.html
 */
const FOR_MANY_ROWS = ["synchronous = NORMAL", "cache_size = -65536", "wal_autocheckpoint = 16000"];

const named = z.array(z.object({ name: z.string() }));
const triggers = z.array(z.object({ name: z.string(), sql: z.string() }));
const columns = z.array(z.object({ name: z.string(), type: z.string(), pk: z.number() }));
const number = z.object({ last: z.number() });

/**
 * Opens a SQLite file to copy from or to. One that is only read must be there already, and no
 * writer ever waits for its being read.
 *
 * Throws: {@link CopyError} if it cannot be opened, and later if it cannot be written.
 */
export async function openSqliteRows(
  databaseUrl: string,
  mode: "read" | "write",
): Promise<RowTarget> {
  const path = sqlitePath(databaseUrl);
  const place = resolve(path);
  if (mode === "read" && !existsSync(path)) throw new CopyError(`There is no file ${place}.`);
  const db = explainingErrors(place, () => openFile(path, mode));
  const change = <Result>(work: () => Result): Result =>
    explainingErrors(place, () => db.transaction(work).immediate());
  return {
    place,
    identity: async () => identityOf(path),
    tableNames: async () => tableNames(db),
    migrationNames: async () => migrationNames(db),
    describe: async (table) => describeTable(db, table),
    read: async (table, after, max) => readPage(db, { table, after, max }),
    lastNumber: async (table) => lastNumberOf(db, table),
    close: async () => db.close(),
    progress: async () => readProgress(db),
    begin: async (first) => {
      db.pragma("journal_mode = WAL");
      change(() => begin(db, first));
    },
    beginAgain: async (first, tables) => change(() => beginAgain(db, first, tables)),
    write: async (table, rows, progress) => change(() => writePage(db, { table, rows, progress })),
    setLastNumber: async (table, last) => change(() => setLastNumber(db, table, last)),
    finish: async () => {
      db.pragma("synchronous = FULL");
      change(() => db.exec(`DROP TABLE IF EXISTS ${COPY_PROGRESS}`));
    },
  };
}

function openFile(path: string, mode: "read" | "write"): Database {
  if (mode === "write") mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { readonly: mode === "read", timeout: BUSY_TIMEOUT_MS });
  // The file is first looked at here: it may not be a SQLite file.
  db.prepare("SELECT name FROM sqlite_master").get();
  db.exec(SECURE_DELETE);
  for (const pragma of FOR_MANY_ROWS) db.pragma(pragma);
  return db;
}

/** Turns what SQLite says of the file into a sentence; what it says of a statement is a bug. */
function explainingErrors<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const sentence = explainDatabase(error, `file:${place}`);
    throw sentence === null ? error : new CopyError(sentence, { cause: error });
  }
}

/** The file itself, whatever links lead to it. */
function identityOf(path: string): string {
  const { dev, ino } = statSync(path);
  return `file ${dev}/${ino}`;
}

function tableNames(db: Database): string[] {
  const found = db.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
  );
  return named.parse(found.all()).map(({ name }) => name);
}

function migrationNames(db: Database): string[] {
  const query = migrationNamesQuery(tableNames(db));
  return query === null ? [] : named.parse(db.prepare(query).all()).map(({ name }) => name);
}

function describeTable(db: Database, name: string): Table {
  const found = columns.parse(db.pragma(`table_info(${quoted(name)})`));
  return tableOf(
    name,
    found.map(({ pk, ...column }) => ({ ...column, keyPlace: pk })),
  );
}

function readPage(
  db: Database,
  { table, after, max }: { table: Table; after: Row | null; max: number },
): Row[] {
  const names = table.columns.map(({ name }) => quoted(name)).join(", ");
  const key = keyColumns(table).map(quoted).join(", ");
  const marks = table.key.map(() => "?").join(", ");
  const where = after === null ? "" : `WHERE (${key}) > (${marks})`;
  const page = db.prepare(
    `SELECT ${names} FROM ${quoted(table.name)} ${where} ORDER BY ${key} LIMIT ?`,
  );
  const found = page.raw().all(...(after ?? []).map(toSqlite), max);
  return found.map((values) => checkedRow(table, fromSqlite(table, values)));
}

function fromSqlite({ columns }: Table, values: readonly unknown[]): unknown[] {
  return values.map((value, index) => {
    const isTruth = columns[index]?.kind === "boolean" && (value === 0 || value === 1);
    return isTruth ? value === 1 : value;
  });
}

function toSqlite(value: Row[number]): string | number | null {
  return typeof value === "boolean" ? Number(value) : value;
}

function lastNumberOf(db: Database, { name }: Table): number {
  const found = db.prepare(
    `SELECT max(
      coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0),
      coalesce((SELECT max(id) FROM ${quoted(name)}), 0)
    ) AS last`,
  );
  return number.parse(found.get(name)).last;
}

function setLastNumber(db: Database, { name }: Table, last: number): void {
  db.prepare("DELETE FROM sqlite_sequence WHERE name = ?").run(name);
  if (last > 0) db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(name, last);
}

function readProgress(db: Database): Progress | null {
  if (!tableNames(db).includes(COPY_PROGRESS)) return null;
  const row = db.prepare(
    `SELECT pages, table_name AS "table", last_key AS lastKey FROM ${COPY_PROGRESS}`,
  );
  return storedProgress.parse(row.get());
}

function begin(db: Database, { pages, table, lastKey }: Progress): void {
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${COPY_PROGRESS} (pages INTEGER, table_name TEXT, last_key TEXT)`,
  );
  const mark = db.prepare(
    `INSERT INTO ${COPY_PROGRESS} SELECT ?, ?, ?
    WHERE NOT EXISTS (SELECT 1 FROM ${COPY_PROGRESS})`,
  );
  mark.run(pages, table, lastKey && JSON.stringify(lastKey));
}

function beginAgain(db: Database, first: Progress, tables: readonly string[]): void {
  for (const table of tables.toReversed()) {
    withoutTriggers(db, table, () => db.exec(`DELETE FROM ${quoted(table)}`));
  }
  db.exec("DELETE FROM sqlite_sequence");
  db.exec(`DROP TABLE ${COPY_PROGRESS}`);
  begin(db, first);
}

function writePage(
  db: Database,
  { table, rows, progress }: { table: Table; rows: readonly Row[]; progress: Progress },
): boolean {
  const step = db.prepare(
    `UPDATE ${COPY_PROGRESS} SET pages = ?, table_name = ?, last_key = ? WHERE pages = ?`,
  );
  const { pages, lastKey } = progress;
  const { changes } = step.run(pages, table.name, JSON.stringify(lastKey), pages - 1);
  if (changes === 0) return false;
  const names = table.columns.map(({ name }) => quoted(name)).join(", ");
  const marks = table.columns.map(() => "?").join(", ");
  const insert = `INSERT INTO ${quoted(table.name)} (${names}) VALUES (${marks})`;
  withoutTriggers(db, table.name, () => {
    const statement = db.prepare(insert);
    for (const row of rows) insertRow(statement, table, row);
  });
  return true;
}

function insertRow(insert: Statement, table: Table, row: Row): void {
  try {
    insert.run(...row.map(toSqlite));
  } catch (error) {
    const isMisfit =
      error instanceof Error && "code" in error && `${error.code}`.startsWith("SQLITE_CONSTRAINT");
    throw isMisfit ? misfit(table, error) : error;
  }
}

/**
 * Does some work on a table in a transaction that has dropped its triggers, and creates them again
 * from their own text before it ends: SQLite cannot switch them off.
 */
function withoutTriggers(db: Database, table: string, work: () => void): void {
  const found = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = ? AND tbl_name = ?");
  const dropped = triggers.parse(found.all("trigger", table));
  for (const { name } of dropped) db.exec(`DROP TRIGGER ${quoted(name)}`);
  work();
  for (const { sql } of dropped) db.exec(sql);
}

function quoted(name: string): string {
  return `"${name}"`;
}
