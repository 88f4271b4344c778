import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Doing, giveBack, roomFor, spend } from "../../../src/accounts/mass/allowance.ts";
import { countToTell } from "../../../src/accounts/mass/notices.ts";
import { MASS_ACTS } from "../../../src/limits.ts";
import { later } from "../../../src/shared/clock.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const NOON = new Date("2026-05-01T12:00:00Z");
const doing = (at = NOON): Doing => ({ accountId: "ada", act: "erase", at });
const take = (most: number, at = NOON, least = 0) => spend(world.deps, doing(at), { most, least });

describe("what one person may do in a day", () => {
  it("is counted over a day that goes with the clock, and given back by its moment", async () => {
    const evening = later(NOON, MASS_ACTS.windowMs / 2);
    const nextNoon = later(NOON, MASS_ACTS.windowMs);
    expect(await take(60)).toEqual({ granted: 60, inDay: 60 });
    expect(await take(60, evening)).toEqual({ granted: 40, inDay: 100 });
    expect(await take(1, evening)).toEqual({ granted: 0, inDay: 100 });
    await giveBack(world.deps, doing(evening), 10);
    expect(await take(20, evening, 20)).toEqual({ granted: 0, inDay: 90 });
    expect(await take(20, evening)).toEqual({ granted: 10, inDay: 100 });
    await giveBack(world.deps, doing(later(NOON, 1)), 50);
    expect(await roomFor(world.deps, doing(later(nextNoon, -1)))).toBe(0);
    expect(await roomFor(world.deps, doing(nextNoon))).toBe(60);
    expect(await roomFor(world.deps, { ...doing(), act: "takedown" })).toBe(100);
  });

  it("is told to others from ten on, whatever the slices", () => {
    const told = (count: number, inDay: number) => countToTell({ count, inDay });
    expect([told(9, 9), told(1, 10), told(2, 11), told(10, 12), told(9, 20)]).toEqual([
      0, 10, 11, 10, 10,
    ]);
    expect([told(0, 10), told(1, 19), told(1, 20)]).toEqual([0, 0, 10]);
  });
});
