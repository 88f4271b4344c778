import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

/** How long a statement waits for the write lock, in ms. A long wait stops the event loop. */
export const BUSY_TIMEOUT_MS = 200;

/** Prisma's driver adapter for a `file:` URL. */
export function sqliteAdapter(databaseUrl: string): PrismaBetterSqlite3 {
  return new PrismaBetterSqlite3({ url: databaseUrl, timeout: BUSY_TIMEOUT_MS });
}
