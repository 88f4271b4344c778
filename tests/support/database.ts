import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { D1Database } from "@cloudflare/workers-types";
import pg from "pg";
import { inject } from "vitest";
import { getPlatformProxy } from "wrangler";
import { startPostgres } from "../../scripts/local-postgres.ts";
import { openD1 } from "../../src/db/d1.ts";
import type { Db } from "../../src/db/db.ts";
import type { Engine } from "../../src/db/engine.ts";
import { PrismaClient } from "../../src/db/generated/sqlite/client.ts";
import { openPostgres } from "../../src/db/postgres.ts";
import { openSqlite } from "../../src/db/sqlite.ts";
import { applyMigrations } from "../../src/runtime/migrations.ts";
import { unreachable } from "../../src/shared/unreachable.ts";

/** Where a migrated database of each engine is copied from. */
export type Templates = { sqlite: string; postgres: string; d1: string };

declare module "vitest" {
  interface ProvidedContext {
    engine: Engine;
    templates: Templates;
  }
}

const TEMPLATE = "template_undersigned";

/** Migrates one database of each engine, once for the whole run. */
export async function makeTemplates(
  folder: string,
): Promise<{ templates: Templates; stop: () => Promise<void> }> {
  const paths = { sqlite: join(folder, "template.db"), d1: join(folder, "template-d1") };
  const migratedD1 = migrateD1(paths.d1);
  const server = await startPostgres();
  const postgres = server.url(TEMPLATE);
  await onServer(postgres, `CREATE DATABASE "${TEMPLATE}"`);
  await applyMigrations(postgres);
  await applyMigrations(`file:${paths.sqlite}`);
  await migratedD1;
  return { templates: { ...paths, postgres }, stop: server.stop };
}

async function migrateD1(folder: string): Promise<void> {
  const words = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", folder];
  try {
    await promisify(execFile)("node_modules/.bin/wrangler", words, {
      env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
    });
  } catch (error) {
    throw new Error("wrangler did not migrate the D1 database.", { cause: error });
  }
}

/** A migrated database of one test's own. */
export type TestDatabase = {
  /** What DATABASE_URL would say. */
  url: string;
  db: Db;
  /** One more connection to it, as another process has one. */
  openAnother: () => Promise<Db>;
  close: () => Promise<void>;
};

/** Opens an empty, migrated database on the engine that this run of the suite is for. */
export async function openTestDatabase(engine = inject("engine")): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-world-"));
  return inFolder(folder, await open(engine, folder));
}

/** Opens a copy of a SQLite file that nobody writes to just now. */
export async function openCopyOf(path: string): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-world-"));
  return inFolder(folder, await copySqlite(path, join(folder, "undersigned.db")));
}

/** The same database, which takes its folder with it when it is closed. */
function inFolder(folder: string, opened: TestDatabase): TestDatabase {
  const others: Db[] = [];
  return {
    ...opened,
    openAnother: async () => {
      const another = await opened.openAnother();
      others.push(another);
      return another;
    },
    close: async () => {
      for (const other of others) await other.$disconnect();
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function open(engine: Engine, folder: string): Promise<TestDatabase> {
  switch (engine) {
    case "sqlite":
      return await copySqlite(inject("templates").sqlite, join(folder, "undersigned.db"));
    case "postgres":
      return await copyPostgres(inject("templates").postgres);
    case "d1":
      return await copyD1(inject("templates").d1, join(folder, "state"));
    default:
      return unreachable(engine);
  }
}

async function copySqlite(template: string, path: string): Promise<TestDatabase> {
  cpSync(template, path);
  const url = `file:${path}`;
  const db = await openSqlite(url);
  return { url, db, openAnother: () => openSqlite(url), close: () => db.$disconnect() };
}

async function copyPostgres(template: string): Promise<TestDatabase> {
  const name = `world_${crypto.randomUUID()}`;
  const url = template.replace(TEMPLATE, name);
  await onServer(template, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  const db = openPostgres(url);
  const close = async () => {
    await db.$disconnect();
    await onServer(template, `DROP DATABASE "${name}" WITH (FORCE)`);
  };
  return { url, db, openAnother: async () => openPostgres(url), close };
}

/** Runs a statement on the server that a database is on, outside that database. */
export async function onServer(databaseUrl: string, sql: string): Promise<void> {
  const url = new URL(databaseUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function copyD1(template: string, state: string): Promise<TestDatabase> {
  cpSync(template, state, { recursive: true });
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    persist: { path: join(state, "v3") },
    remoteBindings: false,
  });
  const openOne = () => openD1(proxy.env.DB, PrismaClient);
  const db = openOne();
  const close = async () => {
    await db.$disconnect();
    await proxy.dispose();
  };
  return { url: "d1:DB", db, openAnother: async () => openOne(), close };
}
