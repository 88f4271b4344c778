import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, inject, it, vi } from "vitest";
import { isUniqueViolation } from "../../../src/db/db.ts";
import { ADAPTER_SAYS, PATCHED } from "../../../src/db/patches/d1-console.ts";
import { openTestDatabase, type TestDatabase } from "../../support/databases/database.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** Has the database refuse a statement. */
async function beRefused(): Promise<void> {
  const data = { day: "2026-11-24", key: "a key" };
  await database.db.clientKey.create({ data });
  await expect(database.db.clientKey.create({ data })).rejects.toSatisfy(isUniqueViolation);
}

it("prints nothing where a statement is refused", async () => {
  await beRefused();
});

it.runIf(inject("engine") === "d1")("patches what is still there to be patched", async () => {
  const before = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await beRefused();
  expect(before.mock.calls).toEqual([[ADAPTER_SAYS, expect.any(Error)]]);
  before.mockRestore();
});

it("patches the versions that it was tried on", () => {
  const installed: unknown = JSON.parse(
    readFileSync(`node_modules/${PATCHED.name}/package.json`, "utf8"),
  );
  expect(installed).toMatchObject(PATCHED);
});
