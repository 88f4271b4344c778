import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Db, isUniqueViolation } from "../../src/db/db.ts";
import { raw, sql } from "../../src/db/sql.ts";
import { sqliteAdapter } from "../../src/db/sqlite/adapter.ts";
import { isLocked, type SqliteConnection } from "../../src/db/sqlite/connection.ts";
import { openSqlite, sqlitePath } from "../../src/db/sqlite/open.ts";
import { workerConnection } from "../../src/db/sqlite/worker-connection.ts";
import { openSqliteSession } from "../../src/runtime/migrations/sqlite-session.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";

let database: TestDatabase;
let beside: SqliteConnection;

beforeEach(async () => {
  database = await openTestDatabase();
  beside = workerConnection(sqlitePath(database.url));
});
afterEach(async () => {
  await beside.close();
  await database.close();
});

const addDay = (day: string) => ({
  sql: "INSERT INTO client_key (day, key) VALUES (?, 'a key') RETURNING day",
  values: [day],
});
const add = (...days: string[]) =>
  beside.run({ sync: "FULL", statements: days.map((day) => addDay(day)) });
const days = async () =>
  (await database.db.clientKey.findMany({ orderBy: { day: "asc" } })).map(({ day }) => day);

describe("the worker that writes", () => {
  it("writes what it is given, and gives the rows", async () => {
    expect(await add("2026-01-01")).toEqual([{ day: "2026-01-01" }]);
    expect(await days()).toEqual(["2026-01-01"]);
  });

  it("writes several or none", async () => {
    await expect(add("2026-01-01", "2026-01-02", "2026-01-02")).rejects.toMatchObject({
      code: "SQLITE_CONSTRAINT_PRIMARYKEY",
    });
    await add("2026-01-03", "2026-01-04");
    expect(await days()).toEqual(["2026-01-03", "2026-01-04"]);
  });

  it("says of a lock that it was one, so that it is tried again", async () => {
    const other = await sqliteAdapter(database.url).connect();
    await other.executeScript("BEGIN IMMEDIATE");
    const error: unknown = await add("2026-01-01").catch((reason: unknown) => reason);
    expect(isLocked(error)).toBe(true);
    await other.executeScript("COMMIT");
    await other.dispose();
    expect(await add("2026-01-01")).toHaveLength(1);
  });

  it("writes all that it was asked for before it ends, and starts anew when it is needed", async () => {
    const asked = Promise.all(["2026-01-01", "2026-01-02"].map((day) => add(day)));
    await beside.close();
    await asked;
    expect(await add("2026-01-03")).toHaveLength(1);
    expect(await days()).toHaveLength(3);
  });
});

it("is overwritten with zeros, whichever connection deletes", async () => {
  const asked = "PRAGMA secure_delete";
  const served = await openSqlite(database.url, { isServed: true });
  const session = await openSqliteSession(database.url);
  await served.$optimize();
  const answers = [
    await beside.run({ sync: "FULL", statements: [{ sql: asked, values: [] }] }),
    await served.$queryRawUnsafe(asked),
    await served.$rows(raw(asked)),
    await database.db.$queryRawUnsafe(asked),
    await session.query(asked),
  ];
  // The driver gives numbers, Prisma bigints.
  const isOn = expect.toSatisfy((value: unknown) => Number(value) === 1);
  for (const answer of answers) expect(answer).toEqual([{ secure_delete: isOn }]);
  await session.close();
  await served.$disconnect();
});

describe.each(["at rest", "under load"])("a database that is served, %s,", (how) => {
  let served: Db;

  beforeEach(async () => {
    served = await openSqlite(database.url, { isServed: true });
    // Whoever sends a form has the thread count it, which starts it.
    if (how === "under load") await served.$optimize();
  });
  afterEach(() => served.$disconnect());

  it("never waits in SQLite, since all others would wait too", async () => {
    const waits = await served.$queryRaw<{ timeout: bigint }[]>`PRAGMA busy_timeout`;
    expect(waits.map(({ timeout }) => Number(timeout))).toEqual([0]);
  });

  it("keeps what it is given while another process writes", async () => {
    const other = await sqliteAdapter(database.url).connect();
    await other.executeScript("BEGIN IMMEDIATE");
    const expiresAt = new Date();
    const asked = [
      served.$addSpentChallenge({ id: "one", expiresAt }),
      served.clientKey.create({ data: { day: "2026-01-01", key: "a key" } }),
    ];
    setTimeout(() => void other.executeScript("COMMIT"), 500);
    await Promise.all(asked);
    await other.dispose();
    expect(await database.db.spentChallenge.count()).toBe(1);
    expect(await days()).toHaveLength(1);
  });

  it("gives what was written as it is read, and tells what is there already", async () => {
    const at = new Date("2026-11-01T10:00:00.123Z");
    const row = { key: "a key", windowAt: at, count: 3, expiresAt: at };
    expect(await served.rateCount.create({ data: row })).toEqual(row);
    expect(await served.rateCount.findMany()).toEqual([row]);
    const { count } = await served.rateCount.updateMany({ data: { count: { increment: 1 } } });
    expect([count, (await served.rateCount.findFirst())?.count]).toEqual([1, 4]);
    await expect(served.rateCount.create({ data: row })).rejects.toSatisfy(isUniqueViolation);
  });

  it("reads in the background while much is written, and while nobody can write", async () => {
    const other = await sqliteAdapter(database.url).connect();
    await other.executeScript("BEGIN IMMEDIATE");
    const written = served.$addSpentChallenge({ id: "one", expiresAt: new Date() });
    expect(await served.$rowsInBackground(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    await other.executeScript("COMMIT");
    await other.dispose();
    expect(await written).toBe(true);
    // Each connection counts what it wrote: this one has written nothing.
    const counted = await served.$rowsInBackground(sql`SELECT total_changes() AS changes`);
    expect(counted).toEqual([{ changes: 0 }]);
  });

  it("lets SQLite count its tables", async () => {
    const day = (number: number) => ({ day: `day ${number}`, key: "a key" });
    await served.clientKey.createMany({ data: Array.from({ length: 500 }, (_, at) => day(at)) });
    await served.$optimize();
    const counted = await served.$queryRaw<{ stat: string }[]>`
      SELECT stat FROM sqlite_stat1 WHERE tbl = 'client_key'`;
    expect(counted.map(({ stat }) => stat)).toEqual(["500 1"]);
  });

  it("keeps what others write while something is undone", async () => {
    const create = (db: Pick<Db, "clientKey">, day: string) =>
      db.clientKey.create({ data: { day, key: "a key" } });
    const others = Array.from({ length: 20 }, (_, number) => `2025-01-${10 + number}`);
    const hundred = Array.from({ length: 100 }, (_, number) => `2026-${number}`);
    const undone = served.$inOrder((db) => [...hundred, "2026-0"].map((day) => create(db, day)));
    const failed = expect(undone).rejects.toThrow();
    await Promise.all(others.map((day) => create(served, day)));
    await failed;
    expect(await days()).toEqual(others);
  });

  it("tries what is to be done together again together", async () => {
    const other = await sqliteAdapter(database.url).connect();
    const tryBoth = async (first: string, second: string) => {
      await other.executeScript("BEGIN IMMEDIATE");
      setTimeout(() => void other.executeScript("COMMIT"), 200);
      await served.$inOrder((db) =>
        [first, second].map((day) => db.clientKey.create({ data: { day, key: "a key" } })),
      );
    };
    await tryBoth("2026-01-01", "2026-01-02");
    await expect(tryBoth("2026-01-03", "2026-01-03")).rejects.toThrow();
    await other.dispose();
    expect(await days()).toEqual(["2026-01-01", "2026-01-02"]);
  });
});
