import { afterEach, beforeEach, expect, inject, it } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { openTestDatabase, type TestDatabase } from "../../support/databases/database.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

type Client = Pick<Db, "clientKey">;
const insert = (db: Client, day: string) =>
  db.clientKey.createMany({ data: [{ day, key: "a key" }] });

const days = async () =>
  (await database.db.clientKey.findMany({ orderBy: { day: "asc" } })).map(({ day }) => day);

it("runs statements in their order", async () => {
  await database.db.$inOrder((db) => [
    insert(db, "2026-01-01"),
    db.clientKey.deleteMany({ where: { day: { lt: "2026-01-02" } } }),
    insert(db, "2026-01-02"),
  ]);
  expect(await days()).toEqual(["2026-01-02"]);
});

it("undoes the ones before if one fails, as far as the engine can", async () => {
  const failing = database.db.$inOrder((db) =>
    ["2026-01-01", "2026-01-02", "2026-01-02"].map((day) => insert(db, day)),
  );
  await expect(failing).rejects.toThrow();
  expect(await days()).toEqual(inject("engine") === "d1" ? ["2026-01-01", "2026-01-02"] : []);
});
