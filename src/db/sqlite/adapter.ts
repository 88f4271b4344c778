import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { Heard } from "./connection.ts";

/** How long a statement waits for the write lock, in ms. A long wait stops the event loop. */
export const BUSY_TIMEOUT_MS = 200;

/** Prisma's driver adapter for a `file:` URL. */
export function sqliteAdapter(databaseUrl: string, heard?: Heard): PrismaBetterSqlite3 {
  const verbose = heard && { verbose: heard };
  return new PrismaBetterSqlite3({ url: databaseUrl, timeout: BUSY_TIMEOUT_MS, ...verbose });
}
