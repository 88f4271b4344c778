import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, TestRunner } from "vitest";
import { openD1 } from "../../../src/db/d1/open.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Engine } from "../../../src/db/engine.ts";
import { PrismaClient } from "../../../src/db/generated/sqlite/client.ts";
import { openPostgres } from "../../../src/db/postgres/open.ts";
import { openSqlite } from "../../../src/db/sqlite/open.ts";
import { unreachable } from "../../../src/shared/unreachable.ts";
import { countingD1, countingPostgres, type Heard } from "./counting.ts";
import { freshD1 } from "./d1.ts";
import { onServer, TEMPLATE } from "./postgres-server.ts";
import type { Templates } from "./templates.ts";

declare module "vitest" {
  interface ProvidedContext {
    engine: Engine;
    templates: Templates;
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

/**
 * Opens an empty, migrated database on the engine that this run of the suite is for. If somebody is
 * to hear of them, each statement that reaches it by its first connection is told.
 */
export async function openTestDatabase(
  engine = inject("engine"),
  heard: Heard | null = null,
): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-world-"));
  try {
    return inFolder(folder, await open(engine, folder, heard));
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
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

async function open(engine: Engine, folder: string, heard: Heard | null): Promise<TestDatabase> {
  switch (engine) {
    case "sqlite":
      return await copySqlite(inject("templates").sqlite, join(folder, "undersigned.db"), heard);
    case "postgres":
      return await copyPostgres(inject("templates").postgres, heard);
    case "d1":
      return await takeD1(heard);
    default:
      return unreachable(engine);
  }
}

async function copySqlite(
  template: string,
  path: string,
  heard: Heard | null = null,
): Promise<TestDatabase> {
  cpSync(template, path);
  const url = `file:${path}`;
  const told = heard === null ? {} : { heard: (sql: unknown) => heard(String(sql)) };
  const db = await openSqlite(url, { isServed: false, ...told });
  return { url, db, openAnother: () => openSqlite(url), close: () => db.$disconnect() };
}

async function copyPostgres(
  template: Templates["postgres"],
  heard: Heard | null,
): Promise<TestDatabase> {
  if ("reason" in template) return skipTest(template.reason);
  const name = `world_${crypto.randomUUID()}`;
  const url = template.url.replace(TEMPLATE, name);
  await onServer(template.url, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  const way = heard === null ? null : await countingPostgres(url, heard);
  const db = openPostgres(way?.url ?? url);
  const close = async () => {
    await db.$disconnect();
    await way?.close();
    await onServer(template.url, `DROP DATABASE "${name}" WITH (FORCE)`);
  };
  return { url, db, openAnother: async () => openPostgres(url), close };
}

function skipTest(reason: string): never {
  TestRunner.getCurrentTest()?.context.skip(reason);
  throw new Error(reason);
}

async function takeD1(heard: Heard | null): Promise<TestDatabase> {
  const binding = await freshD1(inject("templates").d1);
  const openOne = () => openD1(binding, PrismaClient);
  const db = heard === null ? openOne() : openD1(countingD1(binding, heard), PrismaClient);
  return { url: "d1:DB", db, openAnother: async () => openOne(), close: () => db.$disconnect() };
}
