import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { LIVE_FILES, liveSchema } from "../../scripts/schema/live.ts";
import { postgresSchema } from "../../scripts/schema/postgres.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import {
  applyMigrations,
  pendingMigrations,
  postgresDiff,
  sqliteDrift,
} from "../../src/runtime/migrations/apply.ts";
import { knownMigrations, migrationsFolder } from "../../src/runtime/migrations/files.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { onServer } from "../support/databases/postgres-server.ts";

const engine = inject("engine");
const dialect = engine === "postgres" ? "postgres" : "sqlite";

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const sqlOf = (name: string) =>
  readFileSync(`${migrationsFolder(dialect)}/${name}/migration.sql`, "utf8");

/** Another database on the same server. */
function neighbour(name: string): string {
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  return url.href;
}

describe("the migrations", () => {
  it("leave the indexes and triggers that are written down as live", async () => {
    const live = await liveSchema(database.db, dialect);
    // D1 is given each statement on one line.
    const plain = (sql: string) => (engine === "d1" ? sql.replace(/\s+/g, " ") : sql);
    expect(plain(live)).toBe(plain(readFileSync(LIVE_FILES[dialect], "utf8")));
    expect((await triggersIn(database)).length).toBeLessThanOrEqual(18);
  });

  it("create triggers of the same names on every engine", async () => {
    const sqlite = await openTestDatabase("sqlite");
    expect(await triggersIn(database)).toEqual(await triggersIn(sqlite));
    await sqlite.close();
  });
});

describe.skipIf(engine === "d1")("a database from before the first release", () => {
  it("is refused in a sentence", async () => {
    await database.db.$executeRaw`UPDATE _prisma_migrations SET migration_name = '0002_triggers'`;
    const refusal = await applyMigrations(database.url).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      problems: [expect.stringContaining("was made before the first release")],
    });
  });
});

describe.runIf(engine === "sqlite")("SQLite's migrations", () => {
  it("lead to the schema, and are all applied", async () => {
    expect(await sqliteDrift()).toBe("");
    expect(await pendingMigrations(database.url)).toEqual([]);
  });

  it("are written as D1 takes them", () => {
    for (const name of knownMigrations()) {
      const statements = sqlOf(name).replace(/^--.*$/gm, "");
      expect(statements).not.toMatch(/\r|\bCASE\b|\bbegin\b|\bend;/);
    }
  });
});

describe.runIf(engine === "postgres")("PostgreSQL's migrations", () => {
  it("belong to a schema that is SQLite's but for its head", () => {
    const source = readFileSync("prisma/schema.prisma", "utf8");
    expect(readFileSync("prisma/postgres.prisma", "utf8")).toBe(postgresSchema(source));
  });

  it("lead to what the schema says, column by column and index by index", async () => {
    const url = neighbour("from_schema");
    await onServer(url, "DROP DATABASE IF EXISTS from_schema");
    await onServer(url, "CREATE DATABASE from_schema");
    const fresh = openPostgres(url);
    const schema = readFileSync("prisma/postgres.prisma", "utf8");
    const script = await postgresDiff(url, null, schema);
    for (const statement of script.split(/;\s*$/m)) {
      if (statement.trim() !== "") await fresh.$executeRawUnsafe(statement);
    }
    expect(await catalogue(database.db)).toEqual(await catalogue(fresh));
    await fresh.$disconnect();
    await onServer(url, "DROP DATABASE from_schema");
  });

  it("are applied once if two processes start at the same time", async () => {
    const url = neighbour("twice");
    await onServer(url, "DROP DATABASE IF EXISTS twice");
    await onServer(url, "CREATE DATABASE twice");
    const applied = await Promise.all([applyMigrations(url), applyMigrations(url)]);
    expect(applied.flat().sort()).toEqual(knownMigrations());
    expect(await pendingMigrations(url)).toEqual([]);
    await onServer(url, "DROP DATABASE twice WITH (FORCE)");
  });
});

async function triggersIn({ db, url }: TestDatabase): Promise<string[]> {
  const rows = url.startsWith("postgresql:")
    ? await db.$queryRaw<{ name: string }[]>`
        SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal`
    : await db.$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master WHERE type = 'trigger'`;
  return rows.map(({ name }) => name).sort();
}

/** Every column, index and constraint of a PostgreSQL database, with how its text is compared. */
async function catalogue(db: TestDatabase["db"]) {
  const columns = await db.$queryRaw<{ table: string }[]>`
    SELECT table_name::text AS "table", column_name::text AS "column", data_type::text,
      is_nullable::text, column_default::text, collation_name::text, datetime_precision
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`;
  const indexes = await db.$queryRaw<{ table: string }[]>`
    SELECT tablename::text AS "table", indexdef
    FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2`;
  const constraints = await db.$queryRaw<{ table: string }[]>`
    SELECT conrelid::regclass::text AS "table", conname::text,
      pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`;
  return [...columns, ...indexes, ...constraints].filter(
    ({ table }) => !table.startsWith("_prisma"),
  );
}
