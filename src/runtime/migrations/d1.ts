import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../database.ts";
import { applyByWrangler } from "../worker/wrangler.ts";
import { MigrationError, oneLine, whatStays } from "./failure.ts";
import { type Migration, readMigrations } from "./files.ts";
import { runMigrations } from "./run.ts";
import { openSqliteSession } from "./sqlite-session.ts";

/**
 * Applies every migration that a D1 database lacks. Gives their names.
 *
 * Throws: {@link MigrationError}, and WranglerError if wrangler cannot even begin.
 */
export async function applyOnD1(databaseUrl: string): Promise<string[]> {
  const pending = await pendingOnD1(databaseUrl);
  if (pending.length === 0) return [];
  const said = applyByWrangler(databaseUrl);
  if (said === null) return pending.map(({ name }) => name);
  const left = await pendingOnD1(databaseUrl);
  const [failed] = left;
  if (failed === undefined) throw new MigrationError(`wrangler says: ${oneLine(said)}.`);
  const before = pending.slice(0, pending.length - left.length).map(({ name }) => name);
  const place = await placeOnSqlite(failed);
  throw new MigrationError(
    `${failed.path} failed${place}: ${oneLine(said)}. ${whatStays(before)} Once that is fixed, run \`npm run migrate\` again. If only wrangler refuses the file, docs/workers.md has another way.`,
  );
}

async function pendingOnD1(databaseUrl: string): Promise<Migration[]> {
  const { pending, close } = await openDatabase(databaseUrl);
  try {
    const names = await pending();
    return readMigrations("sqlite").filter(({ name }) => names.includes(name));
  } finally {
    await close();
  }
}

/** D1 does not say where a file failed. If it fails on SQLite too, that does. */
async function placeOnSqlite({ name }: Migration): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-migration-"));
  const session = await openSqliteSession(`file:${join(folder, "empty.db")}`);
  try {
    await runMigrations(session);
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    if (error.failed?.name === name) return error.failed.place;
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return "";
}
