import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { turnSwitch } from "../../src/accounts/switches.ts";
import { leaseFor } from "../../src/runtime/lease.ts";
import { HOUR_MS, SECOND_MS } from "../../src/shared/clock.ts";
import { floodGate } from "../../src/shared/flood-gate.ts";
import { knownVersions } from "../../src/shared/pages/known-versions.ts";
import { openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const TWO_DAYS_MS = 48 * HOUR_MS;

describe("a clock that is put back by two days", () => {
  it("keeps nothing in memory for true that was found out before", async () => {
    const { deps, clock } = world;
    let version = "one";
    const versions = knownVersions(clock, async () => version);
    expect(await versions.current("rivers")).toBe("one");
    const gate = floodGate(clock, { max: 1, windowMs: SECOND_MS });
    expect(await gate("client")).toBeNull();
    expect(await gate("client")).toBe(1);
    await deps.switches.read();
    clock.advance(-TWO_DAYS_MS);
    version = "two";
    expect(await versions.current("rivers")).toBe("two");
    expect(await gate("client")).toBeNull();
    const { accountId: by } = await signInAs(world, "administrator", null);
    // By another process, which this one does not hear of but by asking.
    const switches = { ...deps.switches, doubt: () => undefined };
    await turnSwitch({ ...deps, switches }, { name: "stop-signing", isOn: true, by });
    clock.advance(SECOND_MS);
    expect((await deps.switches.read())["stop-signing"].isOn).toBe(true);
  });

  it("holds up no job whose process has died, and renews what is held", async () => {
    const { clock, db } = world;
    const [dead, next] = [leaseFor(world.deps, "mail", "a"), leaseFor(world.deps, "mail", "b")];
    expect(await dead.take()).toBe(true);
    clock.advance(-TWO_DAYS_MS);
    expect(await next.take()).toBe(true);
    clock.advance(-TWO_DAYS_MS);
    expect(await next.take()).toBe(true);
    const [lease] = await db.jobLease.findMany();
    expect(lease?.until.getTime()).toBeLessThan(clock.now().getTime() + HOUR_MS);
  });
});
