import { expect, it } from "vitest";
import { runSeed } from "./support/seeds/run.ts";

/** Seeds that found a fault once. */
const FOUND: readonly number[] = [];
const SEEDS = 50;

it("keeps its promises while the machine fails, locks, fills up and is killed", async () => {
  let [deaths, signed] = [0, 0];
  for (const seed of [...FOUND, ...Array.from({ length: SEEDS }, (_, index) => index + 1)]) {
    const run = await runSeed(seed);
    deaths += run.deaths;
    signed += run.signed;
  }
  expect(deaths).toBeGreaterThan(SEEDS / 2);
  expect(signed).toBeGreaterThan(2 * SEEDS);
});
