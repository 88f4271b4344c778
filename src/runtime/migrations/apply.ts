import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { DiffTarget, MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import { engineOf } from "../../db/engine.ts";
import { postgresMigrationAdapter } from "../../db/postgres/open.ts";
import { sqliteAdapter } from "../../db/sqlite/adapter.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { openDatabase } from "../database.ts";
import { applyD1Migrations } from "../worker/wrangler.ts";
import { type Dialect, knownMigrations, migrationsFolder } from "./files.ts";
import { withSchemaEngine } from "./schema-engine.ts";

const NO_FILTER = { externalTables: [], externalEnums: [] };
const PROVIDER = { sqlite: "sqlite", postgres: "postgresql" } as const;

/**
 * Applies every migration that the database does not have yet: on SQLite and PostgreSQL with
 * Prisma's own migrations table, `_prisma_migrations`, on D1 by wrangler. Harmless when there is
 * nothing to do.
 *
 * Gives the names just applied. Throws what the engine throws: a failed migration stays marked.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const pending = await pendingMigrations(databaseUrl);
  if (pending.length === 0) return [];
  const engine = engineOf(databaseUrl);
  switch (engine) {
    case "sqlite":
      return await applyByEngine(sqliteAdapter(databaseUrl), engine);
    case "postgres":
      return await applyByEngine(postgresMigrationAdapter(databaseUrl), engine);
    case "d1":
      applyD1Migrations(databaseUrl);
      return pending;
    default:
      return unreachable(engine);
  }
}

/**
 * Applies every migration to a SQLite or PostgreSQL database without tables, all in one
 * transaction: cut short, it leaves a database without tables, on which {@link applyMigrations} may
 * leave a migration that failed.
 */
export async function migrateEmpty(databaseUrl: string): Promise<void> {
  const isFile = engineOf(databaseUrl) === "sqlite";
  const adapter = isFile ? sqliteAdapter(databaseUrl) : postgresMigrationAdapter(databaseUrl);
  let commit = async () => {};
  const begun: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => {
      const connection = await adapter.connect();
      await connection.executeScript("BEGIN");
      commit = async () => await connection.executeScript("COMMIT");
      return connection;
    },
    connectToShadowDb: () => adapter.connectToShadowDb(),
  };
  await applyByEngine(begun, isFile ? "sqlite" : "postgres", () => commit());
}

/** What the database lacks: migrations of this checkout, or the rest of a copy into it. */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  const { pending, close } = await openDatabase(databaseUrl);
  try {
    return await pending();
  } finally {
    await close();
  }
}

async function applyByEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  dialect: Dialect,
  finish = async () => {},
): Promise<string[]> {
  return await withSchemaEngine(adapter, async (engine) => {
    const result = await engine.applyMigrations({
      migrationsList: migrationList(dialect),
      filters: NO_FILTER,
    });
    await finish();
    return result.appliedMigrationNames;
  });
}

/** The migrations in the shape that Prisma's schema engine reads. */
function migrationList(dialect: Dialect): MigrationList {
  const folder = migrationsFolder(dialect);
  return {
    baseDir: resolve(folder),
    lockfile: { path: "migration_lock.toml", content: `provider = "${PROVIDER[dialect]}"\n` },
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

/** The SQL that leads from SQLite's migrations to the schema; empty if they agree. */
export async function sqliteDrift(): Promise<string> {
  const path = "prisma/schema.prisma";
  const files = [{ path, content: readFileSync(path, "utf8") }];
  return await diff(sqliteAdapter("file::memory:"), {
    from: { tag: "migrations", ...migrationList("sqlite") },
    to: { tag: "schemaDatamodel", files },
  });
}

/**
 * The SQL that leads from one PostgreSQL schema (null: an empty database) to another. The server is
 * only asked what it can do; nothing is changed there.
 */
export async function postgresDiff(
  serverUrl: string,
  from: string | null,
  to: string,
): Promise<string> {
  const schema = (content: string): DiffTarget => {
    return { tag: "schemaDatamodel", files: [{ path: "postgres.prisma", content }] };
  };
  const sql = await diff(postgresMigrationAdapter(serverUrl), {
    from: from === null ? { tag: "empty" } : schema(from),
    to: schema(to),
  });
  // The schema is the connection's, and text is compared by bytes.
  return sql
    .replace(/-- CreateSchema\nCREATE SCHEMA [^;]+;\n\n?/, "")
    .replace(/( TEXT)\b/g, '$1 COLLATE "C"');
}

async function diff(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  ends: { from: DiffTarget; to: DiffTarget },
): Promise<string> {
  const files = [ends.from, ends.to].flatMap((end) =>
    end.tag === "schemaDatamodel" ? end.files : [],
  );
  const work = async (engine: SchemaEngine) => {
    const options = { script: true, exitCode: null, filters: NO_FILTER };
    return (await engine.diff({ ...ends, ...options })).stdout ?? "";
  };
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const sql = await withSchemaEngine(adapter, work, datamodels.slice(-1));
  return sql.includes("empty migration") ? "" : sql;
}
