import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { giveBack, roomFor, spend } from "../../../src/accounts/mass/allowance.ts";
import { queueNotices } from "../../../src/accounts/mass/notices.ts";
import { MASS_ACTS } from "../../../src/limits.ts";
import { DAY_MS, HOUR_MS, later } from "../../../src/shared/clock.ts";
import { openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

describe("the limit of a day", () => {
  it("holds however many requests of one person come together, over two connections", async () => {
    const at = world.clock.now();
    const doing = { accountId: "ada", act: "takedown", at } as const;
    const results = await race(10, (deps) => spend(deps, doing, { most: 30, least: 0 }));
    const granted = results.map((result) => result.granted);
    expect(granted.reduce((sum, count) => sum + count, 0)).toBe(MASS_ACTS.max);
    const whole = { ...doing, act: "invalidate" } as const;
    const wholes = await race(4, (deps) => spend(deps, whole, { most: 60, least: 60 }));
    expect(wholes.map((one) => one.granted).sort()).toEqual([0, 0, 0, 60]);
    await race(3, (deps) => giveBack(deps, whole, 10));
    expect(await roomFor(world.deps, whole)).toBe(70);
  });

  it("has back what was counted at a moment, once of all that was counted then", async () => {
    const first = { accountId: "ben", act: "erase", at: world.clock.now() } as const;
    const second = { ...first, at: later(first.at, HOUR_MS) };
    for (const doing of [first, first, second])
      await spend(world.deps, doing, { most: 20, least: 0 });
    await giveBack(world.deps, first, 25);
    expect(await roomFor(world.deps, second)).toBe(100 - 15 - 20);
    await giveBack(world.deps, second, 5);
    const nextDay = { ...first, at: later(first.at, DAY_MS) };
    expect(await roomFor(world.deps, nextDay)).toBe(100 - 15);
  });
});

describe("what others are told", () => {
  it("is one mail, also if two processes queue it at once", async () => {
    const { accountId } = await signInAs(world, "campaigner");
    const at = world.clock.now();
    const told = { accountId, letterId: world.letter.id, act: "erase", isWaiting: false, at };
    await world.db.actNotice.create({ data: { id: "one", count: 10, ...told } });
    await race(4, (deps) => queueNotices(deps));
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
  });
});
