import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { sendDigests } from "../../../src/accounts/digest.ts";
import { claimDueMail, markSent } from "../../../src/mail/outbox.ts";
import { runJobs } from "../../../src/runtime/jobs.ts";
import { LEASE_MS, leaseFor } from "../../../src/runtime/lease.ts";
import { HOUR_MS, later, MINUTE_MS } from "../../../src/shared/clock.ts";
import { remindUnconfirmed } from "../../../src/signatures/signing/remind.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
const kinds = async () => (await world.db.outbox.findMany()).map(({ kind }) => kind);

describe("the outbox", () => {
  it("gives each mail to one of many relays, and all of them to somebody", async () => {
    for (let index = 0; index < 12; index += 1) {
      await buildEntry(world.deps, world.letter, { state: "unverified" });
    }
    const claimed: number[] = [];
    while (claimed.length < 12) {
      const rounds = (await race(6, (deps) => claimDueMail(deps, 5))).flat();
      expect(rounds.length).toBeGreaterThan(0);
      claimed.push(...rounds.map(({ id }) => id));
    }
    expect(new Set(claimed).size).toBe(12);
    expect((await race(4, (deps) => claimDueMail(deps, 5))).flat()).toEqual([]);
  });

  it("takes the word of whoever holds a mail, and of nobody whose claim ran out", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    const [lost] = await claimDueMail(world.deps, 5);
    world.clock.advance(3 * MINUTE_MS);
    const again = (await race(4, (deps) => claimDueMail(deps, 5))).flat();
    expect(again).toHaveLength(1);
    if (lost) await markSent(world.deps, lost);
    expect(await world.db.outbox.findFirst()).toMatchObject({ state: "due", attempts: 2 });
  });
});

describe("a lease", () => {
  it("is one process's, from the first time on", async () => {
    const takenBy = (name: string) =>
      race(8, (deps, racer) => leaseFor(deps, "work", `${name} ${racer}`).take());
    expect(countOf(await takenBy("first"), true)).toBe(1);
    expect(countOf(await takenBy("early"), true)).toBe(0);
    world.clock.advance(LEASE_MS + 1);
    expect(countOf(await takenBy("late"), true)).toBe(1);
  });

  it("stays with who keeps it, and can be given back before its end", async () => {
    const ours = leaseFor(world.deps, "work", "ours");
    const theirs = leaseFor(world.deps, "work", "theirs");
    expect(await ours.take()).toBe(true);
    world.clock.advance(0.8 * LEASE_MS);
    expect(await ours.take()).toBe(true);
    world.clock.advance(0.8 * LEASE_MS);
    expect(await theirs.take()).toBe(false);
    await theirs.giveBack(world.clock.now());
    expect(await theirs.take()).toBe(false);
    await ours.giveBack(later(world.clock.now(), MINUTE_MS));
    expect([await theirs.take(), await ours.take()]).toEqual([false, false]);
    world.clock.advance(MINUTE_MS);
    expect(await theirs.take()).toBe(true);
  });

  it("lets every job run once in its time, whoever calls", async () => {
    await signInAs(world, "moderator");
    await buildEntry(world.deps, world.letter, { state: "pending" });
    await race(4, (deps) => runJobs(deps, () => true));
    expect(await kinds()).toEqual(["entries-waiting"]);
    const leases = await world.db.jobLease.findMany({ orderBy: { name: "asc" } });
    expect(leases.map(({ name, holder }) => [name, holder])).toEqual([
      ["ask", ""],
      ["digest", ""],
      ["forget", ""],
      ["invalidate", ""],
      ["mail", ""],
      ["mass-acts", ""],
      ["optimize", ""],
      ["relist", ""],
      ["remind", ""],
      ["retain", ""],
      ["sanitize", ""],
    ]);
  });
});

describe("a reminder and a digest", () => {
  it("are each asked for once by many processes", async () => {
    await signInAs(world, "moderator");
    await buildEntry(world.deps, world.letter, { state: "pending" });
    expect(sum(await race(6, sendDigests))).toBe(1);
    const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
    await world.db.signature.updateMany({
      where: { id },
      data: { mailAskedAt: world.clock.now() },
    });
    world.clock.advance(49 * HOUR_MS);
    expect(sum(await race(6, remindUnconfirmed))).toBe(1);
    expect((await kinds()).sort()).toEqual(["confirm", "entries-waiting", "reminder"]);
  });

  it("reach each of several people once, by day and by threshold, time and again", async () => {
    await signInAs(world, "moderator");
    const { accountId: id } = await signInAs(world, "moderator", null);
    const setting = { digest: "threshold", digestSize: 2, digestHours: 720 };
    await world.db.account.update({ where: { id }, data: setting });
    const arrive = () => buildEntry(world.deps, world.letter, { state: "pending" });
    await arrive();
    expect(sum(await race(6, sendDigests))).toBe(1);
    await buildEntry(world.deps, world.letter, { proposal: { name: "Ada King" } });
    expect(sum(await race(6, sendDigests))).toBe(1);
    world.clock.advance(25 * HOUR_MS);
    expect(sum(await race(6, sendDigests))).toBe(1);
    await arrive();
    expect(sum(await race(6, sendDigests))).toBe(1);
    expect(await kinds()).toEqual(Array(4).fill("entries-waiting"));
  });
});
