import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { sql } from "../../src/db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { onServer } from "../support/databases/postgres-server.ts";

let database: TestDatabase;
const opened: Db[] = [];

beforeEach(async () => {
  database = await openTestDatabase("postgres");
});
afterEach(async () => {
  for (const db of opened.splice(0)) await db.$disconnect();
  await database.close();
});

function openWith(parameters: string): Db {
  const db = openPostgres(`${database.url}?${parameters}`);
  opened.push(db);
  return db;
}

const pidOf = async (db: Db) =>
  (await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid;

it("keeps its connection if what is added is there already, and if it asks in vain", async () => {
  const db = openWith("connection_limit=1");
  const before = await pidOf(db);
  const challenge = { id: "one", expiresAt: new Date() };
  const added = [await db.$addSpentChallenge(challenge), await db.$addSpentChallenge(challenge)];
  expect(added).toEqual([true, false]);
  await expect(db.$rowsInBackground(sql`SELECT 1 / 0`)).rejects.toThrow("division by zero");
  expect(await pidOf(db)).toBe(before);
});

it("connects anew after its connections were cut", async () => {
  const db = openWith("connection_limit=2");
  const before = await pidOf(db);
  await onServer(database.url, `SELECT pg_terminate_backend(${before})`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await db.letter.count()).toBe(0);
  expect(await pidOf(db)).not.toBe(before);
});

it("holds no more connections than its URL allows, and says what is wrong with one", async () => {
  const db = openWith("connection_limit=2");
  const pids = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const rows = await db.$queryRaw<{ pid: number }[]>`
        SELECT pg_backend_pid() AS pid FROM pg_sleep(0.05)`;
      return rows[0]?.pid;
    }),
  );
  expect(new Set(pids).size).toBe(2);
  expect(() => openPostgres(`${database.url}?connection_limit=many`)).toThrow("connection_limit");
});

it("tries a statement again that the server broke off to end a deadlock", async () => {
  const { db } = database;
  for (const day of ["a", "b"]) await db.clientKey.create({ data: { day, key: "old" } });
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query("BEGIN");
  await other.query("UPDATE client_key SET key = 'other' WHERE day = 'b'");
  // Ours takes the first row and waits for the second; then the other one wants the first.
  const where = { day: { in: ["a", "b"] } };
  // Prisma sends a query only when somebody waits for it.
  const ours = Promise.resolve(db.clientKey.updateMany({ where, data: { key: "ours" } }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await other.query("UPDATE client_key SET key = 'other' WHERE day = 'a'");
  await other.query("COMMIT");
  await other.end();
  expect((await ours).count).toBe(2);
  expect((await db.clientKey.findMany()).map(({ key }) => key)).toEqual(["ours", "ours"]);
});

it("plans what it asks again and again once, and anew while a table grows", async () => {
  const db = openWith("connection_limit=1");
  const ask = () => db.$rowsInBackground(sql`SELECT key FROM client_key WHERE day = ${"today"}`);
  const plan = async () => {
    const [prepared] = await db.$queryRaw<{ name: string }[]>`
      SELECT name FROM pg_prepared_statements`;
    const lines = await db.$queryRawUnsafe(`EXPLAIN EXECUTE ${prepared?.name}('today')`);
    return JSON.stringify(lines);
  };
  await db.$executeRaw`INSERT INTO client_key (day, key) VALUES ('today', 'key')`;
  await db.$executeRaw`ANALYZE client_key`;
  for (let times = 0; times < 6; times += 1) expect(await ask()).toEqual([{ key: "key" }]);
  await db.$executeRaw`
    INSERT INTO client_key (day, key)
    SELECT day::text, 'key' FROM generate_series(1, 20000) AS day`;
  expect(await plan()).toContain("Seq Scan");
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  await ask();
  expect(await plan()).toContain("Index Scan");
});
