import { expect, it } from "vitest";
import { runSeed } from "../support/seeds/run.ts";

/** As many as take a quarter of an hour. The suite has the first fifty. */
const SEEDS = 2_000;

it("keeps its promises through thousands of short lives full of faults", async () => {
  let deaths = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) deaths += (await runSeed(seed)).deaths;
  expect(deaths).toBeGreaterThan(SEEDS / 2);
});
