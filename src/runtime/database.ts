import { d1MigrationNames } from "../db/d1.ts";
import type { Db } from "../db/db.ts";
import { engineOf } from "../db/engine.ts";
import { isPostgresInUse, openPostgres, postgresMigrationNames } from "../db/postgres.ts";
import { openSqlite, sqliteMigrationNames } from "../db/sqlite.ts";
import { isSqliteInUse } from "../db/sqlite-backup.ts";
import { unreachable } from "../shared/unreachable.ts";
import { knownMigrations } from "./migration-files.ts";
import { reachD1 } from "./wrangler.ts";

/** An open database of whatever engine. */
export type OpenDatabase = {
  db: Db;
  /** The migrations of this checkout that it does not have. */
  pending: () => Promise<string[]>;
  close: () => Promise<void>;
};

/** Opens the database that a DATABASE_URL names. */
export async function openDatabase(databaseUrl: string): Promise<OpenDatabase> {
  const engine = engineOf(databaseUrl);
  switch (engine) {
    case "sqlite":
      return opened(await openSqlite(databaseUrl), sqliteMigrationNames);
    case "postgres":
      return opened(openPostgres(databaseUrl), postgresMigrationNames);
    case "d1": {
      const { db, close } = await reachD1(databaseUrl);
      return { ...opened(db, d1MigrationNames), close };
    }
    default:
      return unreachable(engine);
  }
}

/**
 * Whether another process has the database open; null where that cannot be told, as on D1. To be
 * asked before this process opens it.
 */
export async function isDatabaseInUse(databaseUrl: string): Promise<boolean | null> {
  const engine = engineOf(databaseUrl);
  switch (engine) {
    case "sqlite":
      return await isSqliteInUse(databaseUrl);
    case "postgres":
      return await isPostgresInUse(databaseUrl);
    case "d1":
      return null;
    default:
      return unreachable(engine);
  }
}

function opened(db: Db, migrationNames: (db: Db) => Promise<string[]>): OpenDatabase {
  return {
    db,
    pending: async () => {
      const applied = new Set(await migrationNames(db));
      return knownMigrations().filter((name) => !applied.has(name));
    },
    close: async () => await db.$disconnect(),
  };
}
