import { expect, inject, it } from "vitest";
import { isDatabaseInUse } from "../../../src/runtime/database.ts";
import { openTestDatabase } from "../../support/databases/database.ts";

const CAN_BE_TOLD = { sqlite: true, postgres: true, d1: false };

it("says of a database whether another process has it open, if that can be told", async () => {
  const { url, db, close } = await openTestDatabase();
  const canBeTold = CAN_BE_TOLD[inject("engine")];
  await db.letter.count();
  expect(await isDatabaseInUse(url)).toBe(canBeTold ? true : null);
  await db.$disconnect();
  // A server of PostgreSQL needs a moment to see that a connection has gone.
  for (let tries = 0; tries < 50 && (await isDatabaseInUse(url)); tries += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect(await isDatabaseInUse(url)).toBe(canBeTold ? false : null);
  await close();
});
