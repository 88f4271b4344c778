import { existsSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import Database from "better-sqlite3";
import { type Db, hasCode } from "../db.ts";
import { PrismaClient } from "../generated/sqlite/client.ts";
import { migrationNames, SQLITE_TABLES } from "../migration-names.ts";
import { SECURE_DELETE } from "./connection.ts";
import { sqlitePath } from "./open.ts";

/** How long a copy waits if another process is just opening or closing the database, in ms. */
const COPY_TIMEOUT_MS = 10_000;
/** A database is its file and, while it is used or after a crash, these beside it. */
export const SQLITE_ENDINGS = ["", "-wal", "-shm"] as const;
/** The tables without which a database is none of this product. */
const OUR_TABLES = ["event", "letter", "signature"];
/** Prisma's codes for a query that the database could not answer: raw, or of a model. */
const UNANSWERED = ["P2010", "P2021", "P2023"];

/**
 * Writes a copy of a SQLite database into a file, which is empty, while others read and write it.
 * It reads one snapshot in one transaction: whatever was committed before is in it, whole.
 *
 * Source: https://www.sqlite.org/lang_vacuum.html; docs/decisions/019-backups.md.
 */
export async function copySqlite(databaseUrl: string, file: string): Promise<"copied" | "no-room"> {
  const options = { url: databaseUrl, timeout: COPY_TIMEOUT_MS, fileMustExist: true };
  const connection = await new PrismaBetterSqlite3(options).connect();
  try {
    await connection.executeRaw({
      sql: "VACUUM INTO ?",
      args: [file],
      argTypes: [{ scalarType: "string", arity: "scalar" }],
    });
    return "copied";
  } catch (error) {
    if (error instanceof DriverAdapterError && error.cause.originalCode === "SQLITE_FULL") {
      return "no-room";
    }
    throw error;
  } finally {
    await connection.dispose();
  }
}

/**
 * Empties the ledger of erasures in a copy: whoever restores it takes the present one, which says
 * more. A database that lacks the table, since it was not migrated yet, has none.
 */
export async function dropLedger(path: string): Promise<void> {
  const database = new Database(path, { fileMustExist: true });
  try {
    database.exec(SECURE_DELETE);
    const asked = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'erasure'");
    if (asked.get() !== undefined) database.exec("DELETE FROM erasure");
  } finally {
    database.close();
  }
}

/** What a file turned out to be. */
export type Inspection<Found> =
  | { outcome: "sound"; migrations: string[]; found: Found }
  /** SQLite cannot read all of it. */
  | { outcome: "damaged" }
  /** A database of some other program. */
  | { outcome: "foreign" };

/**
 * Reads the whole of a copy: whether it is sound, which migrations it has, and what the caller
 * looks for in it. A write-ahead log beside it is worked into it, so that it is one file after.
 */
export async function inspectSqlite<Found>(
  path: string,
  look: (db: Db) => Promise<Found>,
): Promise<Inspection<Found>> {
  const adapter = new PrismaBetterSqlite3({ url: path, fileMustExist: true });
  // What the type has besides is for writing, and this database is only read.
  const db = new PrismaClient({ adapter }) as unknown as Db;
  try {
    const [check] = await db.$queryRaw<{ integrity_check: string }[]>`PRAGMA integrity_check`;
    if (check?.integrity_check !== "ok") return { outcome: "damaged" };
    const ask = (query: string) => db.$queryRawUnsafe<{ name: string }[]>(query);
    const tables = await ask(SQLITE_TABLES);
    const names = new Set(tables.map(({ name }) => name));
    const migrations = await migrationNames(ask, SQLITE_TABLES);
    const isOurs = OUR_TABLES.every((name) => names.has(name)) && migrations.length > 0;
    if (!isOurs) return { outcome: "foreign" };
    return { outcome: "sound", migrations, found: await look(db) };
  } catch (error) {
    if (hasCode(error, ...UNANSWERED)) return { outcome: "damaged" };
    throw error;
  } finally {
    await db.$disconnect();
  }
}

/**
 * Whether another process has a SQLite database open. In a write-ahead log every open connection
 * holds a shared lock on the file for good, so that an exclusive one is to be had by nobody else.
 *
 * Source: https://www.sqlite.org/wal.html, “Use of WAL Without Shared-Memory”.
 */
export async function isSqliteInUse(databaseUrl: string): Promise<boolean> {
  if (!existsSync(sqlitePath(databaseUrl))) return false;
  const options = { url: databaseUrl, timeout: 0, fileMustExist: true };
  const connection = await new PrismaBetterSqlite3(options).connect();
  try {
    await connection.executeScript("PRAGMA locking_mode = EXCLUSIVE");
    await connection.executeScript("BEGIN EXCLUSIVE; ROLLBACK");
    return false;
  } catch (error) {
    if (!(error instanceof DriverAdapterError)) throw error;
    // Anything else that it says is about a file that is no database any more.
    return error.cause.kind === "SocketTimeout";
  } finally {
    await connection.dispose();
  }
}
