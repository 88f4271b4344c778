import { engineOf } from "../../db/engine.ts";
import { lackingRight } from "../../db/postgres/rights.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { openDatabase } from "../database.ts";
import { applyOnD1 } from "./d1.ts";
import { MigrationError } from "./failure.ts";
import { openPostgresSession } from "./postgres-session.ts";
import { runMigrations } from "./run.ts";
import type { MigrationSession } from "./session.ts";
import { openSqliteSession } from "./sqlite-session.ts";

/**
 * Applies every migration that the database does not have yet, each as a whole or not at all; on D1
 * by wrangler. Harmless when there is nothing to do, and when two processes do it at once.
 *
 * Gives the names just applied. Throws: MigrationError, whose message names what failed and where,
 * or what a role of PostgreSQL lacks.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const engine = engineOf(databaseUrl);
  switch (engine) {
    case "sqlite":
      return await runAndClose(await openSqliteSession(databaseUrl));
    case "postgres":
      await refuseWithoutRights(databaseUrl);
      return await runAndClose(await openPostgresSession(databaseUrl));
    case "d1":
      return await applyOnD1(databaseUrl);
    default:
      return unreachable(engine);
  }
}

async function runAndClose(session: MigrationSession): Promise<string[]> {
  try {
    return await runMigrations(session);
  } finally {
    await session.close();
  }
}

/** A role that only serves may find that there is nothing to do. */
async function refuseWithoutRights(databaseUrl: string): Promise<void> {
  const { pending, close } = await openDatabase(databaseUrl);
  try {
    if ((await pending()).length === 0) return;
  } finally {
    await close();
  }
  const sentence = await lackingRight(databaseUrl);
  if (sentence !== null) throw new MigrationError(sentence);
}
