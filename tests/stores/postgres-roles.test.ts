import { afterEach, beforeEach, expect, it } from "vitest";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { lackingRight } from "../../src/db/postgres/rights.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { MigrationError } from "../../src/runtime/migrations/failure.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { addEntries, fillInstance } from "../support/databases/instance.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { runCommand } from "../support/servers/command.ts";
import { startServerForTest } from "../support/servers/server.ts";

let database: TestDatabase;
let owner: string;
let app: string;

beforeEach(async () => {
  database = await openTestDatabase("postgres");
  const id = crypto.randomUUID().slice(0, 8);
  [owner, app] = [`letters_owner_${id}`, `letters_app_${id}`];
  for (const role of [owner, app]) {
    await onServer(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  }
});
afterEach(async () => {
  await database.close();
  for (const role of [owner, app]) await onServer(database.url, `DROP ROLE IF EXISTS ${role}`);
});

/** The URL of one database as one role. */
function as(role: string, name = new URL(database.url).pathname.slice(1)): string {
  const url = new URL(database.url);
  [url.username, url.password, url.pathname] = [role, "secret", `/${name}`];
  return url.href;
}

const RIGHTS = "SELECT, INSERT, UPDATE, DELETE";

/** Says some statements, as a role, in one of its databases. */
async function say(url: string, statements: readonly string[]): Promise<void> {
  const db = openPostgres(url);
  for (const sql of statements) await db.$executeRawUnsafe(sql);
  await db.$disconnect();
}

it("serves, and does its jobs, as a role that owns and creates nothing", async () => {
  await say(database.url, [
    `GRANT ${RIGHTS} ON ALL TABLES IN SCHEMA public TO ${app}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${app}`,
  ]);
  const url = as(app);
  expect(await lackingRight(url)).toMatch(
    /^The tables belong to the role "undersigned", and "letters_app_\w+" may not change them: run the mi/,
  );
  expect(await applyMigrations(url)).toEqual([]);
  const server = await startServerForTest({ DATABASE_URL: url, LOG_LEVEL: "warn", DEMO: "off" });
  const ready = await fetch(`${server.url}/readyz`);
  expect(await ready.json()).toEqual({ reads: true, writes: true });
  expect((await fetch(`${server.url}/`)).status).toBe(200);
  expect(server.output()).not.toMatch(/"level"/);
});

it("is not migrated if it cannot hold every name", async () => {
  const name = `latin_${crypto.randomUUID().slice(0, 8)}`;
  await onServer(
    database.url,
    `CREATE DATABASE ${name} OWNER ${owner} TEMPLATE template0 ENCODING LATIN1
    LOCALE_PROVIDER libc LOCALE 'C'`,
  );
  const sentence = "The database has the encoding LATIN1, which cannot hold every name: ";
  await expect(applyMigrations(as(owner, name))).rejects.toThrow(sentence);
  await onServer(database.url, `DROP DATABASE ${name} WITH (FORCE)`);
});

it("is migrated by the owner of its database, and by nobody who lacks a right", async () => {
  const name = `bare_${crypto.randomUUID().slice(0, 8)}`;
  await onServer(database.url, `CREATE DATABASE ${name} OWNER ${owner}`);
  try {
    const sentence = `The role "${app}" may not create tables in the schema public: run the migration as`;
    await expect(applyMigrations(as(app, name))).rejects.toThrow(MigrationError);
    await expect(applyMigrations(as(app, name))).rejects.toThrow(sentence);
    const { said, status } = await runCommand(".", ["migrate"], { DATABASE_URL: as(app, name) });
    expect([said.includes(sentence), said.includes("    at "), status]).toEqual([true, false, 1]);

    await onServer(database.url, `ALTER ROLE ${owner} SET search_path = elsewhere, public`);
    await say(as(owner, name), ["CREATE SCHEMA elsewhere"]);
    await expect(applyMigrations(as(owner, name))).rejects.toThrow(
      `The role "${owner}" looks for its tables in the schema "elsewhere", but they belong in public`,
    );
    await onServer(database.url, `ALTER ROLE ${app} SET search_path = nowhere`);
    await expect(applyMigrations(as(app))).rejects.toThrow(
      "in a schema that does not exist, but they",
    );
    await onServer(database.url, `ALTER ROLE ${app} RESET search_path`);
    await onServer(database.url, `ALTER ROLE ${owner} RESET search_path`);

    // As `docs/several-processes.md` has it.
    await say(as(owner, name), [
      `GRANT USAGE ON SCHEMA public TO ${app}`,
      `ALTER DEFAULT PRIVILEGES GRANT ${RIGHTS} ON TABLES TO ${app}`,
      `ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO ${app}`,
    ]);
    expect(await applyMigrations(as(owner, name))).toContain("0001_schema");
    const db = openPostgres(as(app, name));
    await fillInstance(db);
    await addEntries(db, 30);
    await db.$disconnect();
    expect(await lackingRight(as(owner, name))).toBeNull();
  } finally {
    await onServer(database.url, `DROP DATABASE ${name} WITH (FORCE)`);
  }
});
