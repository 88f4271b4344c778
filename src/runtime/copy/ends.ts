import { openPostgresRows } from "../../db/copy/postgres-rows.ts";
import { CopyError, type RowSource, type RowTarget } from "../../db/copy/rows.ts";
import { openSqliteRows } from "../../db/copy/sqlite-rows.ts";
import { TABLES } from "../../db/copy/tables.ts";
import { DATABASE_URL_PATTERN, engineOf } from "../../db/engine.ts";
import { applyMigrations } from "../migrations/apply.ts";
import { knownMigrations } from "../migrations/files.ts";
import { isTooOld, TOO_OLD } from "../migrations/too-old.ts";

const FROM_D1 =
  "A D1 database has to be exported to a file first. Run `npx wrangler d1 export DB --remote --output=d1.sql` (or `--local`), then `sqlite3 d1.db < d1.sql`, then copy from file:d1.db.";
const TO_D1 =
  "You cannot copy into a D1 database, because its triggers would send every mail and count every signature again. Publish the letter there with `npm run import-letter`, and its signatories with `npm run import-signatories`.";

/**
 * Opens the database that is copied from, which has exactly the migrations of this checkout.
 *
 * Throws: {@link CopyError} if it has not, or cannot be opened.
 */
export async function openSource(databaseUrl: string): Promise<RowSource> {
  const source = await openRows(databaseUrl, "read", FROM_D1);
  return await closingOnError(source, async () => {
    await refuseOtherMigrations(source, "run `npm run migrate` on it first");
    return source;
  });
}

/**
 * Opens the database that is copied to: another than the source, with exactly the migrations of
 * this checkout. Those that it lacks are applied first if it holds no data.
 *
 * Throws: {@link CopyError} if that is not so, or it cannot be opened.
 */
export async function openTarget(databaseUrl: string, source: RowSource): Promise<RowTarget> {
  const target = await openRows(databaseUrl, "write", TO_D1);
  return await closingOnError(target, async () => {
    if ((await target.identity()) === (await source.identity()))
      throw new CopyError(`${source.place} and ${target.place} are the same database.`);
    if (!(await isToBeMigrated(target))) {
      await refuseOtherMigrations(target, "name an empty database");
      return target;
    }
    await target.close();
    await applyMigrations(databaseUrl);
    return await openRows(databaseUrl, "write", TO_D1);
  });
}

/** Whether a database has no tables, or some of ours without a row, and lacks migrations. */
async function isToBeMigrated(target: RowTarget): Promise<boolean> {
  const [tables, applied] = [await target.tableNames(), await target.migrationNames()];
  if (tables.length > 0 && applied.length === 0) return false;
  const known = knownMigrations();
  if (applied.some((name) => !known.includes(name)) || applied.length === known.length)
    return false;
  for (const name of TABLES.filter((table) => tables.includes(table))) {
    const rows = await target.read(await target.describe(name), null, 1);
    if (rows.length > 0) return false;
  }
  return true;
}

async function openRows(
  databaseUrl: string,
  mode: "read" | "write",
  insteadOfD1: string,
): Promise<RowTarget> {
  if (!DATABASE_URL_PATTERN.test(databaseUrl)) {
    throw new CopyError(
      "Name a database as in DATABASE_URL, such as file:./var/undersigned.db or postgresql://user:password@host/name.",
    );
  }
  switch (engineOf(databaseUrl)) {
    case "sqlite":
      return await openSqliteRows(databaseUrl, mode);
    case "postgres":
      return await openPostgresRows(databaseUrl);
    case "d1":
      throw new CopyError(insteadOfD1);
  }
}

async function closingOnError<Result>(
  rows: RowSource,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await rows.close();
    throw error;
  }
}

async function refuseOtherMigrations(rows: RowSource, mend: string): Promise<void> {
  const known = knownMigrations();
  const applied = await rows.migrationNames();
  if (isTooOld(applied)) throw new CopyError(`${rows.place} ${TOO_OLD}.`);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CopyError(
      `${rows.place} is newer than this version, which does not know ${unknown.join(", ")}: copy it with the version that serves it.`,
    );
  }
  if (known.some((name) => !applied.includes(name))) {
    throw new CopyError(`${rows.place} does not have the tables of this version: ${mend}.`);
  }
}
