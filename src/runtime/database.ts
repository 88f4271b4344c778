import { ConfigError } from "../config.ts";
import { COPY_PROGRESS } from "../db/copy/tables.ts";
import type { Db } from "../db/db.ts";
import { engineOf } from "../db/engine.ts";
import { explainDatabase } from "../db/explain.ts";
import { isLasting } from "../db/faults.ts";
import { migrationNames, POSTGRES_TABLES, SQLITE_TABLES } from "../db/migration-names.ts";
import { raw } from "../db/sql.ts";
import type { Log } from "../deps.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { unreachable } from "../shared/unreachable.ts";
import { missingMoves } from "../signatures/move-rules.ts";
import { knownMigrations } from "./migrations/files.ts";
import { refuseTooOld } from "./migrations/too-old.ts";

export type OpenDatabase = {
  db: Db;
  /**
   * What it lacks: migrations of this checkout, the rest of a copy into it, or moves that this
   * version makes.
   *
   * Throws: {@link ConfigError} if it was made before the first release.
   */
  pending: () => Promise<string[]>;
  /** The migrations that it has and this version does not know: a later one made them. */
  unknown: () => Promise<string[]>;
  /** The room that is left for it on its disk; null if that is on another machine. */
  freeBytes: () => Promise<number | null>;
  close: () => Promise<void>;
};

// Each engine is loaded only when it is used: all three are a fifth of a second and 40 MB.

/** Opens the database that a DATABASE_URL names; for a server, so that nobody waits for another. */
export async function openDatabase(
  databaseUrl: string,
  use: { isServed: boolean } = { isServed: false },
): Promise<OpenDatabase> {
  const engine = engineOf(databaseUrl);
  switch (engine) {
    case "sqlite": {
      const sqlite = await import("../db/sqlite/open.ts");
      const db = await sqlite.openSqlite(databaseUrl, use);
      const path = sqlite.sqlitePath(databaseUrl);
      const freeBytes = async () => sqlite.freeBytesFor(path);
      return {
        ...opened(db, SQLITE_TABLES, sqlite.sqliteIsBeingCopiedTo),
        freeBytes,
      };
    }
    case "postgres": {
      const postgres = await import("../db/postgres/open.ts");
      const db = postgres.openPostgres(databaseUrl);
      return opened(db, POSTGRES_TABLES, postgres.postgresIsBeingCopiedTo);
    }
    case "d1": {
      const { reachD1 } = await import("./worker/wrangler.ts");
      const { db, close } = await reachD1(databaseUrl);
      return { ...opened(db, SQLITE_TABLES, async () => false), close };
    }
    default:
      return unreachable(engine);
  }
}

/** What to do about a database that lacks something, as a sentence. */
export function explainPending(pending: readonly string[]): string {
  return pending.includes(COPY_PROGRESS)
    ? "A copy into this database is unfinished: run `npm run copy` again."
    : "The database is not up to date: run `npm run migrate` first.";
}

/**
 * Whether another process has the database open; null if that cannot be told, as on D1. To be
 * asked before this process opens it.
 */
export async function isDatabaseInUse(databaseUrl: string): Promise<boolean | null> {
  const engine = engineOf(databaseUrl);
  switch (engine) {
    case "sqlite":
      return await (await import("../db/sqlite/backup.ts")).isSqliteInUse(databaseUrl);
    case "postgres":
      return await (await import("../db/postgres/open.ts")).isPostgresInUse(databaseUrl);
    case "d1":
      return null;
    default:
      return unreachable(engine);
  }
}

function opened(
  db: Db,
  tables: string,
  isBeingCopiedTo: (db: Db) => Promise<boolean>,
): OpenDatabase {
  let hasAllMoves = false;
  const appliedNames = async () => await migrationNames((query) => db.$rows(raw(query)), tables);
  return {
    db,
    pending: async () => {
      await db.$reach();
      const applied = await appliedNames();
      refuseTooOld(applied);
      const missing = knownMigrations().filter((name) => !applied.includes(name));
      if (await isBeingCopiedTo(db)) missing.push(COPY_PROGRESS);
      if (missing.length > 0 || hasAllMoves) return missing;
      const moves = await missingMoves({ db });
      hasAllMoves = moves.length === 0;
      return moves.map((name) => `move ${name}`);
    },
    unknown: async () => {
      const known = knownMigrations();
      return (await appliedNames()).filter((name) => !known.includes(name));
    },
    freeBytes: async () => null,
    close: async () => await db.$disconnect(),
  };
}

/**
 * Why a database cannot be served, as a sentence; null if it can. One that does not answer is as
 * little ready as one that lacks a migration.
 *
 * Throws: what the operator has to mend before it can ever be ready.
 */
export async function hindranceOf(
  database: OpenDatabase,
  databaseUrl: string,
  log: Log,
): Promise<string | null> {
  try {
    const missing = await database.pending();
    return missing.length === 0 ? null : explainPending(missing);
  } catch (error) {
    if (error instanceof ConfigError || isLasting(error)) throw error;
    log.warn("database.away", { error: causeOf(error) });
    return explainDatabase(error, databaseUrl) ?? "It does not answer.";
  }
}

async function isReady(database: OpenDatabase, log: Log): Promise<boolean> {
  try {
    return (await database.pending()).length === 0;
  } catch (error) {
    log.warn("database.away", { error: causeOf(error) });
    return false;
  }
}

/** Less than this is no room for a write, in bytes: the log that is written ahead grows first. */
const FREE_BYTES_MIN = 1024 * 1024;

/**
 * What a database can do now. Whether it can be written to is told by the last write and by the
 * room on the disk, without writing: jobs write every few seconds, so that the last write is never
 * old, and room alone is enough where a lack of it was the reason.
 */
export async function healthOf(database: OpenDatabase, log: Log) {
  const reads = await isReady(database, log);
  if (!reads) return { reads, writes: false };
  const failure = database.db.$writeFailure();
  const freeBytes = await database.freeBytes();
  const hasRoom = freeBytes === null || freeBytes >= FREE_BYTES_MIN;
  const isMended = failure === "SQLITE_FULL" && freeBytes !== null;
  return { reads, writes: hasRoom && (failure === null || isMended) };
}
