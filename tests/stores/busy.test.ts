import { afterEach, beforeEach, expect, it } from "vitest";
import { sqliteAdapter } from "../../src/db/sqlite/adapter.ts";
import { PERSON, sign } from "../support/forms.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

it("waits for another process that is writing, without holding up the event loop", async () => {
  const other = await sqliteAdapter(world.deps.config.databaseUrl).connect();
  await other.executeScript("BEGIN IMMEDIATE");
  // The lock is let go by a timer of this very thread: a wait that stopped it would never end.
  const letGo = setTimeout(() => void other.executeScript("COMMIT"), 1_500);
  expect((await sign(world, PERSON)).status).toBe(303);
  clearTimeout(letGo);
  await other.dispose();
  expect(await world.db.signature.count()).toBe(1);
});
