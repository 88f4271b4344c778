import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import {
  type Inspection,
  inspectSqlite,
  isSqliteInUse,
  SQLITE_ENDINGS,
} from "../../db/sqlite/backup.ts";
import { makeFolderOf, sqlitePath } from "../../db/sqlite/open.ts";
import type { Clock } from "../../shared/clock.ts";
import { writtenUnder } from "../keys/key-record.ts";
import { knownMigrations } from "../migrations/files.ts";
import { isTooOld } from "../migrations/too-old.ts";
import { countHoldings, type Holdings } from "./backup.ts";
import { copyIntoPrivateFile, createPrivateFile, putInPlace } from "./durable-file.ts";

/** What a backup holds, and the ids of the keys that it was written under. */
export type Restored = Holdings & { keyIds: string[] };

export type RestoreOutcome =
  | {
      outcome: "restored";
      restored: Restored;
      /** Where the database that was there before is now; null if there was none. */
      aside: string | null;
      /** The migrations that the backup does not have yet. */
      pending: string[];
    }
  | { outcome: "no-file" | "no-sqlite" | "damaged" | "foreign" | "no-room" }
  /** It was made before the first release. */
  | { outcome: "too-old" }
  /** It was made by a newer version, whose migrations nobody here knows. */
  | { outcome: "newer"; unknown: string[] }
  /** A server, or any other process, has the database open. */
  | { outcome: "in-use" }
  /** Another restore is at work, or was interrupted and left this behind. */
  | { outcome: "under-way"; partial: string };

const SQLITE_MAGIC = "SQLite format 3\0";

/**
 * Puts a backup in the place of a SQLite database. What is there is moved aside, never deleted; the
 * backup is copied and checked first, so that a refusal changes nothing.
 */
export async function restoreSqlite(
  { clock }: { clock: Clock },
  databaseUrl: string,
  file: string,
): Promise<RestoreOutcome> {
  if (!existsSync(file) || !statSync(file).isFile()) return { outcome: "no-file" };
  if (!isSqliteFile(file)) return { outcome: "no-sqlite" };
  const target = sqlitePath(databaseUrl);
  makeFolderOf(target);
  const partial = `${target}.restoring`;
  if (!createPrivateFile(partial)) return { outcome: "under-way", partial };
  try {
    if (!copyDatabase(file, partial)) return { outcome: "no-room" };
    const inspection = await inspect(partial);
    if (inspection.outcome !== "sound") return inspection;
    if (isTooOld(inspection.migrations)) return { outcome: "too-old" };
    const known = knownMigrations();
    const unknown = inspection.migrations.filter((name) => !known.includes(name));
    if (unknown.length > 0) return { outcome: "newer", unknown };
    if (await isSqliteInUse(databaseUrl)) return { outcome: "in-use" };
    keepOwner(target, partial);
    const aside = moveAside(target, clock);
    putInPlace(partial, target);
    const pending = known.filter((name) => !inspection.migrations.includes(name));
    return { outcome: "restored", restored: inspection.found, aside, pending };
  } finally {
    for (const ending of SQLITE_ENDINGS) rmSync(partial + ending, { force: true });
  }
}

function isSqliteFile(path: string): boolean {
  const start = Buffer.alloc(SQLITE_MAGIC.length);
  const descriptor = openSync(path, "r");
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  return start.toString("latin1") === SQLITE_MAGIC;
}

/** Copies a database, and the log that a raw copy or one that was moved aside may have. */
function copyDatabase(from: string, to: string): boolean {
  const log = `${from}-wal`;
  return (
    copyIntoPrivateFile(from, to) && (!existsSync(log) || copyIntoPrivateFile(log, `${to}-wal`))
  );
}

async function inspect(path: string): Promise<Inspection<Restored>> {
  return await inspectSqlite(path, async (db) => ({
    ...(await countHoldings(db)),
    keyIds: await writtenUnder(db),
  }));
}

/** Whoever serves the database may be another user than the one who restores it. */
function keepOwner(target: string, partial: string): void {
  if (!existsSync(target)) return;
  const { uid, gid } = statSync(target);
  if (uid !== process.getuid?.()) chownSync(partial, uid, gid);
}

/**
 * Moves a database out of the way. A write-ahead log goes too, even without its database: it would
 * be written into the next one of that name.
 */
function moveAside(target: string, clock: Clock): string | null {
  const aside = `${target}.${clock.now().toISOString().replaceAll(":", "-")}`;
  const moved = SQLITE_ENDINGS.filter((ending) => existsSync(target + ending));
  for (const ending of moved) renameSync(target + ending, aside + ending);
  return moved.length > 0 ? aside : null;
}
