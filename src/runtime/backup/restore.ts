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
import type { Replayed } from "../../signatures/history/replay-erasures.ts";
import { writtenUnder } from "../keys/key-record.ts";
import { knownMigrations } from "../migrations/files.ts";
import { isTooOld } from "../migrations/too-old.ts";
import { countHoldings, type Holdings } from "./backup.ts";
import { copyIntoPrivateFile, createPrivateFile, putInPlace } from "./durable-file.ts";
import { ledgersFor, replayInto } from "./ledgers.ts";

/** What a backup holds, the ids of the keys that it was written under, and its last moment. */
export type Restored = Holdings & { keyIds: string[]; lastAt: Date | null };

export type RestoreOutcome =
  | {
      outcome: "restored";
      restored: Restored;
      /** Where the database that was there before is now; null if there was none. */
      aside: string | null;
      /** The migrations that the backup does not have yet. */
      pending: string[];
      /** What it forgot once more; null if no ledger says what. */
      replayed: Replayed | null;
    }
  /** There is no ledger at this path, or none at all: who was erased since would be back. */
  | { outcome: "no-such-ledger" }
  | { outcome: "no-ledger"; lastAt: Date }
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

/** Where the ledger of erasures is, besides the one that stands there already. */
export type RestoreOptions = { erasures: string | null; isWithoutAgreed: boolean };

/**
 * Puts a backup in the place of a SQLite database, and lets it forget what the ledger says was
 * erased since. What is there is moved aside, never deleted; the backup is copied, checked and
 * changed first, so that a refusal changes nothing.
 */
export async function restoreSqlite(
  { clock }: { clock: Clock },
  databaseUrl: string,
  file: string,
  { erasures, isWithoutAgreed }: RestoreOptions,
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
    const ledgers = ledgersFor(target, erasures);
    if (ledgers === "no-such-ledger") return { outcome: ledgers };
    const { lastAt } = inspection.found;
    if (ledgers.lines === null && lastAt !== null && !isWithoutAgreed) {
      return { outcome: "no-ledger", lastAt };
    }
    const replayed = await replayInto(partial, ledgers);
    keepOwner(target, partial);
    const aside = moveAside(target, clock);
    putInPlace(partial, target);
    const lacking = known.filter((name) => !inspection.migrations.includes(name));
    // To forget something, it was migrated.
    const pending = replayed === null ? lacking : [];
    return { outcome: "restored", restored: inspection.found, aside, pending, replayed };
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
    lastAt:
      (await db.event.findFirst({ orderBy: { id: "desc" }, select: { at: true } }))?.at ?? null,
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
