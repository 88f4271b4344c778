import Database, { type Statement } from "better-sqlite3";
import type { Sql } from "../sql.ts";

/** Statements that stay prepared. */
const STATEMENTS_MAX = 100;
/** Pages that it keeps in memory, in KiB. */
const CACHE_KIB = 8_192;

/**
 * Pages that are written ahead, 16 MB of them, before they are copied to where they belong: one
 * that many change is then copied once for all of them.
 *
 * Source: https://www.sqlite.org/wal.html#ckpt
 */
export const CHECKPOINT_PAGES = 4_000;

/**
 * How safely something is written: after a full sync it survives a power cut, after a normal one
 * only once somebody else has synced after it.
 *
 * Source: https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export type Sync = "FULL" | "NORMAL";

/**
 * Set on every connection that writes: what is deleted or replaced is overwritten with zeros.
 *
 * Source: https://www.sqlite.org/pragma.html#pragma_secure_delete
 */
export const SECURE_DELETE = "PRAGMA secure_delete = ON";

/** Is told each statement, as the driver runs it. */
export type Heard = (sql: unknown) => void;

/** Statements to run. Several are all run or none, and nothing of anybody else's between. */
export type SqliteTask = Readonly<{
  sync: Sync;
  statements: readonly Readonly<{ sql: string; values: readonly unknown[] }>[];
}>;

/**
 * A connection to a SQLite database beside Prisma's, for the few statements that thousands need:
 * each is prepared once. `run` gives the rows of a task of one statement.
 */
export type SqliteConnection = {
  run: (task: SqliteTask) => Promise<unknown[]>;
  close: () => Promise<void>;
};

/**
 * Opens a connection. What finds the database locked waits so many ms, without doing anything else
 * meanwhile; then it has done nothing, and throws what {@link isLocked} knows.
 */
export function openConnection(path: string, waitMs: number, heard?: Heard) {
  const database = new Database(path, { timeout: waitMs, ...(heard && { verbose: heard }) });
  database.exec(SECURE_DELETE);
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const [oldest] = prepared.keys();
    if (prepared.size >= STATEMENTS_MAX && oldest !== undefined) prepared.delete(oldest);
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const runOne = ({ sql, values }: SqliteTask["statements"][number]): unknown[] => {
    const statement = prepare(sql);
    const bound = values.map(toBound);
    if (statement.reader) return statement.all(...bound);
    statement.run(...bound);
    return [];
  };
  let syncNow: Sync | null = null;
  return {
    run: ({ sync, statements }: SqliteTask): unknown[] => {
      // One connection for both: what one writes, another would have to read again.
      if (sync !== syncNow) database.pragma(`synchronous = ${sync}`);
      syncNow = sync;
      const [only, ...others] = statements;
      if (only !== undefined && others.length === 0) return runOne(only);
      database.transaction(() => statements.forEach(runOne)).immediate();
      return [];
    },
    close: () => database.close(),
  };
}

/** A query as a task. */
export function taskOf({ sql, values }: Sql): SqliteTask {
  return { sync: "FULL", statements: [{ sql, values }] };
}

/** Whether a statement found the database locked by another connection. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && "code" in error && `${error.code}`.startsWith("SQLITE_BUSY");
}

function toBound(value: unknown): string | number | null {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new Error(`SQLite is given no ${typeof value} as it is.`);
}
