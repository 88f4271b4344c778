import Database, { type Statement } from "better-sqlite3";
import type { Sql } from "./sql.ts";

/** Statements that stay prepared. */
const STATEMENTS_MAX = 100;

/** A connection to a SQLite database beside Prisma's, for the few statements that thousands need. */
export type SqliteConnection = {
  /** Runs one statement and gives its rows. It is prepared once. */
  rows: (query: Sql) => unknown[];
  /** Runs statements, each with one value: all or none, and nothing of anybody else's between. */
  all: (statements: readonly { sql: string; value: string }[]) => void;
  close: () => void;
};

/**
 * Opens a connection that never waits for a lock: what finds the database locked has done nothing,
 * and throws what {@link isLocked} knows. With a full sync, what was written survives a power cut;
 * with a normal one only once somebody else has synced after it.
 *
 * Source: https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openConnection(path: string, sync: "FULL" | "NORMAL"): SqliteConnection {
  const database = new Database(path, { timeout: 0 });
  database.pragma(`synchronous = ${sync}`);
  database.pragma("cache_size = -8192");
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const [oldest] = statements.keys();
    if (statements.size >= STATEMENTS_MAX && oldest !== undefined) statements.delete(oldest);
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    rows: ({ texts, values }) => prepared(texts.join("?")).all(...values.map(toBound)),
    all: (each) => {
      database
        .transaction(() => each.forEach(({ sql, value }) => void prepared(sql).run(value)))
        .immediate();
    },
    close: () => database.close(),
  };
}

/** Whether a statement found the database locked by another connection. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && "code" in error && `${error.code}`.startsWith("SQLITE_BUSY");
}

function toBound(value: unknown): string | number | null {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new Error(`SQLite is given no ${typeof value} as it is.`);
}
