import fc from "fast-check";
import { afterAll, beforeAll, inject, it } from "vitest";
import { checkHistory, history } from "../../support/histories.ts";
import { openWorld, type World } from "../../support/world.ts";

/** Each of its many statements takes a while on D1. */
const RUNS = inject("engine") === "d1" ? 3 : 8;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it("shows no name under a text that its signatory did not sign, whatever happened", async () => {
  let letters = 0;
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      letters += 1;
      await checkHistory(world, `history-${letters}`, steps);
    }),
    { numRuns: RUNS },
  );
});
