import { existsSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Db } from "../../db/db.ts";
import { copySqlite, dropLedger, inspectSqlite, SQLITE_ENDINGS } from "../../db/sqlite/backup.ts";
import { sqlitePath } from "../../db/sqlite/open.ts";
import { createPrivateFile, putInPlace } from "./durable-file.ts";

export type Holdings = { letters: number; signatures: number };

export type BackupOutcome =
  | { outcome: "written"; holdings: Holdings; sizeBytes: number }
  /** There is no database to copy, no folder to copy into, or a file of that name already. */
  | { outcome: "no-database" | "no-folder" | "taken" }
  /** Another backup into the same file is at work, or was interrupted and left this behind. */
  | { outcome: "under-way"; partial: string }
  /** The copy is not whole, not of this product, or too large for the disk: nothing was kept. */
  | { outcome: "damaged" | "foreign" | "no-room" };

/**
 * Copies a SQLite database into a new file while it is being served. The file has its name only
 * once it is whole: checked by SQLite, and kept by the disk.
 */
export async function backUpSqlite(databaseUrl: string, file: string): Promise<BackupOutcome> {
  if (!existsSync(sqlitePath(databaseUrl))) return { outcome: "no-database" };
  if (!existsSync(dirname(file))) return { outcome: "no-folder" };
  if (existsSync(file)) return { outcome: "taken" };
  const partial = `${file}.partial`;
  // Made here and not by SQLite, so that nobody else can read it while it grows.
  if (!createPrivateFile(partial)) return { outcome: "under-way", partial };
  try {
    if ((await copySqlite(databaseUrl, partial)) === "no-room") return { outcome: "no-room" };
    const inspection = await inspectSqlite(partial, countHoldings);
    if (inspection.outcome !== "sound") return inspection;
    await dropLedger(partial);
    if (existsSync(file)) return { outcome: "taken" };
    putInPlace(partial, file);
    return {
      outcome: "written",
      holdings: inspection.found,
      sizeBytes: statSync(file).size,
    };
  } finally {
    for (const ending of SQLITE_ENDINGS) rmSync(partial + ending, { force: true });
  }
}

/** Counts what people ask about a database first. */
export async function countHoldings(db: Db): Promise<Holdings> {
  return { letters: await db.letter.count(), signatures: await db.signature.count() };
}
