import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { switchBoard, turnSwitch } from "../../../src/accounts/switches.ts";
import { createApp } from "../../../src/app.ts";
import { runJobs, startJobs } from "../../../src/runtime/jobs.ts";
import { SECOND_MS } from "../../../src/shared/clock.ts";
import { countOf, openRace } from "../../support/databases/race.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let other: World;

/** The same site, served by another process. */
async function anotherProcess(opened: World): Promise<World> {
  const db = await opened.openAnother();
  const { clock, log } = opened.deps;
  const deps = { ...opened.deps, db, switches: switchBoard({ db, clock, log }) };
  return { ...opened, db, deps, app: createApp(deps) };
}

beforeEach(async () => {
  world = await openWorld();
  other = await anotherProcess(world);
});
afterEach(() => world.close());

/** The time within which every process knows. */
const KNOWN_MS = 5 * SECOND_MS;
const readOnly = (isOn: boolean) => ({ name: "read-only", isOn, by: "command" }) as const;
const stopped = (isOn: boolean) => ({ name: "stop-signing", isOn, by: "command" }) as const;
const mails = async (state: string) => await world.db.outbox.count({ where: { state } });

describe("a switch", () => {
  it("is known to every process within five seconds, on and off", async () => {
    expect((await sign(other, PERSON)).status).toBe(303);
    for (const turned of [readOnly, stopped]) {
      expect(await turnSwitch(world.deps, turned(true))).toBe(true);
      expect((await sign(world, PERSON)).status).toBe(503);
      world.clock.advance(KNOWN_MS);
      expect((await sign(other, PERSON)).status).toBe(503);
      expect(await turnSwitch(other.deps, turned(false))).toBe(true);
      world.clock.advance(KNOWN_MS);
      expect((await sign(world, PERSON)).status).toBe(303);
    }
  });

  it("is turned by one of many, from the first time on", async () => {
    const race = await openRace(world);
    const turned = (isOn: boolean) => race(8, (deps) => turnSwitch(deps, stopped(isOn)));
    expect(countOf(await turned(true), true)).toBe(1);
    expect(countOf(await turned(false), true)).toBe(1);
    expect(countOf(await turned(true), true)).toBe(1);
    expect(await world.db.staffEvent.count({ where: { what: "switch-turned" } })).toBe(3);
    expect(await turnSwitch(world.deps, readOnly(false))).toBe(false);
  });

  it("stays as it was last known while the database is away", async () => {
    let isAway = false;
    const db = new Proxy(world.db, {
      get: (target, name) => {
        if (isAway && name === "siteSwitch") throw new Error("The database is away.");
        return Reflect.get(target, name);
      },
    });
    const { clock, log } = world.deps;
    const board = switchBoard({ db, clock, log });
    await turnSwitch({ ...world.deps, switches: board }, readOnly(true));
    expect((await board.read())["read-only"].isOn).toBe(true);
    isAway = true;
    world.clock.advance(KNOWN_MS);
    expect((await board.read())["read-only"].isOn).toBe(true);
    isAway = false;
    await turnSwitch(world.deps, readOnly(false));
    world.clock.advance(KNOWN_MS);
    expect((await board.read())["read-only"].isOn).toBe(false);
  });
});

describe("the jobs of a read-only site", () => {
  it("do nothing, take no lease, and go on after it", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    await turnSwitch(world.deps, readOnly(true));
    world.clock.advance(KNOWN_MS);
    await runJobs(other.deps, () => true);
    expect(await world.db.jobLease.count()).toBe(0);
    expect([await mails("due"), world.mailbox.mails.length]).toEqual([1, 0]);
    await turnSwitch(world.deps, readOnly(false));
    world.clock.advance(KNOWN_MS);
    await runJobs(other.deps, () => true);
    expect([await mails("sent"), world.mailbox.mails.length]).toEqual([1, 1]);
  });

  it("pause if they are running, and let go of nothing that would be written", async () => {
    const jobs = startJobs(other.deps);
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    await expect.poll(() => mails("sent")).toBe(1);
    await turnSwitch(world.deps, readOnly(true));
    world.clock.advance(KNOWN_MS);
    await new Promise((resolve) => setTimeout(resolve, SECOND_MS));
    const leases = await world.db.jobLease.findMany({ orderBy: { name: "asc" } });
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    world.clock.advance(KNOWN_MS);
    await new Promise((resolve) => setTimeout(resolve, SECOND_MS));
    expect(await mails("due")).toBe(1);
    await jobs.stop();
    expect(await world.db.jobLease.findMany({ orderBy: { name: "asc" } })).toEqual(leases);
  });
});
