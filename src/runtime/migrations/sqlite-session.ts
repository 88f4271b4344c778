import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import { SQLITE_TABLES } from "../../db/migration-names.ts";
import { isLocked, SECURE_DELETE } from "../../db/sqlite/connection.ts";
import { sqlitePath } from "../../db/sqlite/open.ts";
import type { MigrationSession } from "./session.ts";

/** How long to wait for others who write, which may be a migration of a million rows, in ms. */
const WAIT_MS = 10 * 60_000;
const PAUSE_MS = 50;

const named = z.array(z.object({ name: z.string() }));
const orphans = z.array(z.object({ table: z.string() }));

/** Opens a SQLite file to migrate it; makes it if there is none. */
export async function openSqliteSession(databaseUrl: string): Promise<MigrationSession> {
  const path = sqlitePath(databaseUrl);
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: 0 });
  await whenFree(() => db.pragma("journal_mode = WAL"));
  db.pragma("synchronous = FULL");
  db.exec(SECURE_DELETE);
  // As SQLite says of rebuilding a table: else dropping the old one empties those that refer to it.
  // Source: https://www.sqlite.org/lang_altertable.html#otheralter
  db.pragma("foreign_keys = OFF");
  const rows = (sql: string): unknown[] => {
    const statement = db.prepare(sql);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  };
  return {
    dialect: "sqlite",
    tableNames: async () => named.parse(rows(SQLITE_TABLES)).map(({ name }) => name),
    query: async (sql) => rows(sql),
    alone: async (work) => {
      await whenFree(() => db.exec("BEGIN IMMEDIATE"));
      try {
        const result = await work();
        db.exec("COMMIT");
        return result;
      } catch (error) {
        // After some failures, such as a full disk, SQLite has done so itself.
        if (db.inTransaction) db.exec("ROLLBACK");
        throw error;
      }
    },
    tableWithOrphans: async () => {
      const [first] = orphans.parse(rows("SELECT * FROM pragma_foreign_key_check LIMIT 1"));
      return first?.table ?? null;
    },
    close: async () => db.close(),
  };
}

/** Tries again while others have the database locked, without holding up this process. */
async function whenFree<Result>(work: () => Result): Promise<Result> {
  const endMs = performance.now() + WAIT_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isLocked(error) || performance.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
