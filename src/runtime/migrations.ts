import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import { sqliteAdapter, sqliteMigrationNames } from "../db/sqlite.ts";
import { withSchemaEngine } from "./schema-engine.ts";

const MIGRATIONS_FOLDER = "prisma/migrations/sqlite";
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** The names of the migrations in this checkout, in the order they are applied. */
export function knownMigrations(folder = MIGRATIONS_FOLDER): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations in the shape that Prisma's schema engine reads. */
function migrationList(folder = MIGRATIONS_FOLDER): MigrationList {
  return {
    baseDir: resolve(folder),
    lockfile: { path: "migration_lock.toml", content: 'provider = "sqlite"\n' },
    shadowDbInitScript: "",
    migrationDirectories: knownMigrations(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/**
 * Applies every migration that the database does not have yet, with Prisma's own book-keeping
 * in `_prisma_migrations`. Harmless when there is nothing to do.
 *
 * Gives the names just applied. Throws what the engine throws: a failed migration stays marked.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  if ((await pendingMigrations(databaseUrl)).length === 0) return [];
  return await withSchemaEngine(sqliteAdapter(databaseUrl), async (engine) => {
    const result = await engine.applyMigrations({
      migrationsList: migrationList(),
      filters: NO_FILTER,
    });
    return result.appliedMigrationNames;
  });
}

/** The migrations of this checkout that the database does not have, without loading the engine. */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  const applied = new Set(await sqliteMigrationNames(databaseUrl));
  return knownMigrations().filter((name) => !applied.has(name));
}

/** The SQL that leads from the migrations to the schema; empty where they agree. */
export async function schemaDrift(schemaPath = "prisma/schema.prisma"): Promise<string> {
  const content = readFileSync(schemaPath, "utf8");
  const work = async (engine: SchemaEngine) => {
    const result = await engine.diff({
      from: { tag: "migrations", ...migrationList() },
      to: { tag: "schemaDatamodel", files: [{ path: schemaPath, content }] },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return result.stdout ?? "";
  };
  const sql = await withSchemaEngine(sqliteAdapter("file::memory:"), work, [[schemaPath, content]]);
  return sql.includes("empty migration") ? "" : sql;
}
