import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const insert = (day: string) => database.db.clientKey.createMany({ data: [{ day, key: "a key" }] });

const days = async () =>
  (await database.db.clientKey.findMany({ orderBy: { day: "asc" } })).map(({ day }) => day);

it("runs statements in their order", async () => {
  const remove = database.db.clientKey.deleteMany({ where: { day: { lt: "2026-01-02" } } });
  await database.db.$inOrder([insert("2026-01-01"), remove, insert("2026-01-02")]);
  expect(await days()).toEqual(["2026-01-02"]);
});

it("undoes the ones before where one fails, as far as the engine can", async () => {
  const failing = [insert("2026-01-01"), insert("2026-01-02"), insert("2026-01-02")];
  await expect(database.db.$inOrder(failing)).rejects.toThrow();
  expect(await days()).toEqual(inject("engine") === "d1" ? ["2026-01-01", "2026-01-02"] : []);
});
