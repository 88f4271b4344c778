import { z } from "zod";
import { D1_TABLE, FINISHED, FORMER_TABLE, MIGRATION_TABLE } from "../../db/migration-names.ts";
import { explainFailure, MigrationError, type Progress } from "./failure.ts";
import { type Migration, readMigrations } from "./files.ts";
import type { MigrationSession } from "./session.ts";
import { statementsIn } from "./statements.ts";
import { refuseTooOld } from "./too-old.ts";

/** A file is one transaction already, and what begins or ends another would cut it in two. */
const OF_TRANSACTIONS = /^(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|PREPARE\s+TRANSACTION)\b/i;

const listed = z.array(z.object({ name: z.string(), checksum: z.string() }));
const named = z.array(z.object({ name: z.string() }));

/**
 * Applies, one by one, every migration that the database lacks: each is one transaction, in which
 * it is also noted down. Two processes that do so at once share the work.
 *
 * Gives the names of those it applied. Throws {@link MigrationError}: what it applied before that
 * stays.
 */
export async function runMigrations(
  session: MigrationSession,
  migrations: readonly Migration[] = readMigrations(session.dialect),
): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const name = await applyNext(session, migrations, applied);
    if (name === null) return applied;
    applied.push(name);
  }
}

/** Applies the first migration that the database lacks. Gives its name; null if it lacks none. */
async function applyNext(
  session: MigrationSession,
  migrations: readonly Migration[],
  before: readonly string[],
): Promise<string | null> {
  const progress: Progress = { before, migration: null, statement: null };
  try {
    return await session.alone(async () => {
      const done = await readDone(session);
      refuseChanged(migrations, done);
      const next = migrations.find(({ name }) => !done.has(name));
      if (next === undefined) return null;
      progress.migration = next;
      await apply(session, next, progress);
      return next.name;
    });
  } catch (error) {
    throw explainFailure(error, progress);
  }
}

async function apply(
  session: MigrationSession,
  migration: Migration,
  progress: Progress,
): Promise<void> {
  const statements = statementsIn(migration.sql);
  // It would be noted down, and what is written into it later refused.
  if (statements.length === 0) throw new Error("it has no statements yet");
  for (const statement of statements) {
    progress.statement = statement;
    if (OF_TRANSACTIONS.test(statement.sql)) {
      throw new Error("a migration is always one transaction, so remove this statement");
    }
    await session.query(statement.sql);
  }
  progress.statement = null;
  const table = await session.tableWithOrphans();
  if (table !== null)
    throw new Error(`at the end, rows of ${table} refer to rows that do not exist`);
  await noteDown(session, migration);
}

/** The migrations that the database has, and their checksums; empty if it is not known. */
async function readDone(session: MigrationSession): Promise<ReadonlyMap<string, string>> {
  const tables = await session.tableNames();
  if (!tables.includes(MIGRATION_TABLE)) await beginList(session, tables);
  const rows = await session.query(`SELECT name, checksum FROM ${MIGRATION_TABLE}`);
  const done = new Map(listed.parse(rows).map(({ name, checksum }) => [name, checksum]));
  refuseTooOld([...done.keys()]);
  return done;
}

/** Makes the table, and fills it from the one that was kept before. That one is left as it is. */
async function beginList(session: MigrationSession, tables: readonly string[]): Promise<void> {
  await session.query(
    `CREATE TABLE ${MIGRATION_TABLE} (
      name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
    )`,
  );
  const insert = `INSERT INTO ${MIGRATION_TABLE} (name, checksum, applied_at)`;
  if (tables.includes(FORMER_TABLE)) {
    await refuseUnfinished(session);
    await session.query(
      `${insert} SELECT migration_name, checksum, CAST(finished_at AS TEXT)
      FROM ${FORMER_TABLE} WHERE ${FINISHED}`,
    );
  } else if (tables.includes(D1_TABLE)) {
    await session.query(
      `${insert} SELECT replace(name, '/migration.sql', ''), '', applied_at FROM ${D1_TABLE}`,
    );
  }
}

async function refuseUnfinished(session: MigrationSession): Promise<void> {
  const where = "finished_at IS NULL AND rolled_back_at IS NULL";
  const rows = await session.query(
    `SELECT migration_name AS name FROM ${FORMER_TABLE} WHERE ${where}`,
  );
  const [first] = named.parse(rows);
  if (first === undefined) return;
  throw new MigrationError(
    `The version before this one failed in the migration ${first.name}, and a part of it may be in the database: restore the backup from before that and run \`npm run migrate\` again. If you have undone that part by hand instead, let the database forget it first: DELETE FROM ${FORMER_TABLE} WHERE ${where};`,
  );
}

function refuseChanged(migrations: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const changed = migrations.find(
    ({ name, checksum }) => (done.get(name) || checksum) !== checksum,
  );
  if (changed === undefined) return;
  throw new MigrationError(
    `${changed.path} was changed after it was applied to this database: bring back the file as it was, and write what is to change as a new migration. Nothing was done.`,
  );
}

async function noteDown(session: MigrationSession, { name, checksum }: Migration): Promise<void> {
  const quoted = `'${name.replaceAll("'", "''")}'`;
  await session.query(
    `INSERT INTO ${MIGRATION_TABLE} (name, checksum, applied_at)
    VALUES (${quoted}, '${checksum}', CAST(CURRENT_TIMESTAMP AS TEXT))`,
  );
}
