import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { Db } from "./db.ts";
import { Prisma, PrismaClient } from "./generated/sqlite/client.ts";

/** How long a statement may wait for the write lock, in ms. A long wait stops the event loop. */
const BUSY_TIMEOUT_MS = 200;
/** How often a statement is tried that finds the database locked: for some ten seconds. */
const BUSY_TRIES_MAX = 40;
/** The longest pause between two tries, in ms. */
const BUSY_PAUSE_MS = 100;
/** Prisma's code for what SQLite calls busy. */
const TIMED_OUT = "P1008";

/** The driver adapter for a `file:` URL; it also runs migrations. */
export function sqliteAdapter(databaseUrl: string): PrismaBetterSqlite3 {
  return new PrismaBetterSqlite3(
    { url: databaseUrl, timeout: BUSY_TIMEOUT_MS },
    { shadowDatabaseUrl: ":memory:" },
  );
}

/**
 * Opens a SQLite database at a `file:` URL and sets what holds for the whole product: a
 * write-ahead log, so that readers never wait for the writer, and a full sync, so that an
 * accepted signature survives a power cut.
 *
 * Source: https://www.sqlite.org/wal.html and https://www.sqlite.org/pragma.html
 */
export async function openSqlite(databaseUrl: string): Promise<Db> {
  mkdirSync(dirname(sqlitePath(databaseUrl)), { recursive: true });
  const db = new PrismaClient({ adapter: sqliteAdapter(databaseUrl) });
  await db.$queryRaw`PRAGMA journal_mode = WAL`;
  await db.$queryRaw`PRAGMA synchronous = FULL`;
  return retryWhileBusy(db);
}

/**
 * Tries a statement again that found the database locked by another process, without holding up
 * the event loop meanwhile. A statement that was refused so has done nothing yet.
 */
function retryWhileBusy(db: PrismaClient): Db {
  const retrying = db.$extends({
    query: {
      $allOperations: async ({ args, query }) => {
        for (let tries = 1; ; tries += 1) {
          try {
            return await query(args);
          } catch (error) {
            if (!isBusy(error) || tries === BUSY_TRIES_MAX) throw error;
            await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS * Math.random()));
          }
        }
      },
    },
  });
  // The extension changes no type that is used: it adds no method and no model.
  return retrying as unknown as Db;
}

function isBusy(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === TIMED_OUT;
}

/** The path behind a `file:` URL. */
function sqlitePath(databaseUrl: string): string {
  return databaseUrl.replace(/^file:/, "");
}

/** The names in Prisma's book of migrations; none where there is no database yet. */
export async function sqliteMigrationNames(databaseUrl: string): Promise<string[]> {
  const path = sqlitePath(databaseUrl);
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) return [];
  const connection = await sqliteAdapter(databaseUrl).connect();
  try {
    const book = await connection.queryRaw({
      sql: "SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'",
      args: [],
      argTypes: [],
    });
    if (book.rows.length === 0) return [];
    const names = await connection.queryRaw({
      sql: "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      args: [],
      argTypes: [],
    });
    return names.rows.map((row) => String(row[0]));
  } finally {
    await connection.dispose();
  }
}
