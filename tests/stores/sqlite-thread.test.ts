import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { openSqlite, sqliteAdapter, sqlitePath } from "../../src/db/sqlite.ts";
import { connectionsBeside } from "../../src/db/sqlite-beside.ts";
import { isLocked, type SqliteConnections } from "../../src/db/sqlite-connections.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let beside: SqliteConnections;

beforeEach(async () => {
  database = await openTestDatabase();
  beside = connectionsBeside(sqlitePath(database.url));
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

describe("the thread beside the server", () => {
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

describe("a database that is served", () => {
  let served: Db;

  beforeEach(async () => {
    served = await openSqlite(database.url, { isServed: true });
  });
  afterEach(() => served.$disconnect());

  it("never waits in SQLite, where all others would wait too", async () => {
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
});
