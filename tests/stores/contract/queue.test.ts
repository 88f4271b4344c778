import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { Account } from "../../../src/accounts/account.ts";
import { HOUR_MS, later } from "../../../src/shared/clock.ts";
import { countsOf, decidedToday } from "../../../src/signatures/queue/counts.ts";
import { decide } from "../../../src/signatures/queue/decide.ts";
import { NO_FILTER } from "../../../src/signatures/queue/filter.ts";
import { asLookedAt, lookAt } from "../../../src/signatures/queue/look-closer.ts";
import { markPresent, othersPresent } from "../../../src/signatures/queue/presence.ts";
import { queuePage } from "../../../src/signatures/queue/read.ts";
import { undoDecisions } from "../../../src/signatures/queue/undo.ts";
import { move } from "../../../src/signatures/store.ts";
import { openRace } from "../../support/databases/race.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ben: Account;

beforeEach(async () => {
  world = await openWorld();
  const { accountId: id, displayName } = await signInAs(world, "campaigner");
  ben = { id, displayName, roles: [{ role: "campaigner", letterId: world.letter.id }] };
});
afterEach(() => world.close());

const approval = (ids: string[]) => {
  return {
    ids,
    decision: "approve",
    seenIn: null,
    seenAt: null,
    reason: null,
    note: null,
    despite: false,
  } as const;
};

describe("a decision that is undone", () => {
  it("is undone once, and its mail dropped, however many try", async () => {
    const race = await openRace(world);
    const id = await buildEntry(world.deps, world.letter, { state: "pending" });
    await decide(world.deps, ben, world.letter, approval([id]));
    const results = await race(6, (deps) => undoDecisions(deps, ben, world.letter, [id]));
    expect(results.flatMap(({ decided }) => decided)).toEqual([id]);
    const mails = await world.db.outbox.findMany({ where: { signatureId: id } });
    expect(mails.map(({ state, droppedBy }) => [state, droppedBy])).toEqual([["dropped", "undo"]]);
    const letter = await world.db.letter.findUniqueOrThrow({ where: { id: world.letter.id } });
    expect(letter.individuals).toBe(0);
    const who = { own: ben.id, staff: [ben.id] };
    expect(await decidedToday(world.deps, world.letter.id, who)).toEqual({ own: 0, all: 0 });
    expect((await countsOf(world.deps, world.letter.id)).counts).toMatchObject({ pending: 1 });
  });

  it("may be one of a hundred", async () => {
    const ids = await Promise.all(
      Array.from({ length: 100 }, () => buildEntry(world.deps, world.letter, { state: "pending" })),
    );
    const { decided } = await decide(world.deps, ben, world.letter, approval(ids));
    expect(decided).toHaveLength(100);
    const undone = await undoDecisions(world.deps, ben, world.letter, ids);
    expect(undone.decided).toHaveLength(100);
  });
});

describe("an approval", () => {
  it("goes by the evidence that was looked at, and leaves what asks for a second press", async () => {
    const build = () => buildEntry(world.deps, world.letter, { state: "pending" });
    const [clear, noticed, closer] = [await build(), await build(), await build()];
    const notice = (id: string) =>
      world.db.signature.updateMany({ where: { id }, data: { signals: " one-mailbox " } });
    await notice(closer);
    const ids = [clear, noticed, closer];
    const looked = await lookAt(world.deps, world.letter.id, ids);
    expect([[...looked.clear.keys()].sort(), [...looked.closer.keys()]]).toEqual([
      [clear, noticed].sort(),
      [closer],
    ]);
    await notice(noticed);
    const mover = { by: ben.id, at: world.clock.now() };
    expect(await move(world.db, asLookedAt(looked), "approve", mover)).toEqual([clear]);
    const { decided, skipped } = await decide(world.deps, ben, world.letter, approval(ids));
    expect(decided).toEqual([]);
    const why = "look-closer";
    expect(skipped).toMatchObject([
      { why: "published" },
      { id: noticed, why },
      { id: closer, why },
    ]);
    const despite = { ...approval(ids), despite: true } as const;
    expect((await decide(world.deps, ben, world.letter, despite)).decided.sort()).toEqual(
      [noticed, closer].sort(),
    );
  });
});

describe("an entry that is set aside", () => {
  it("leaves the queue until its day, once, and comes back by itself or when it is wanted", async () => {
    const race = await openRace(world);
    const [id, other] = [
      await buildEntry(world.deps, world.letter, { state: "pending", hoursAgo: 9 }),
      await buildEntry(world.deps, world.letter, { state: "pending" }),
    ];
    const until = later(world.clock.now(), 30 * HOUR_MS);
    const wish = { ...approval([id]), decision: "later", until } as const;
    const shown = async (aside: "on" | null) => {
      const query = { ...NO_FILTER, state: "pending", after: null, aside } as const;
      const { entries } = await queuePage(world.deps, world.letter.id, query);
      return entries.map((entry) => entry.id);
    };
    const counted = async () => {
      const { counts, aside, oldest } = await countsOf(world.deps, world.letter.id);
      return [counts.pending, aside, oldest?.getTime()];
    };
    const [now, nine] = [world.clock.now(), later(world.clock.now(), -9 * HOUR_MS)];
    await race(4, (deps) => decide(deps, ben, world.letter, wish));
    expect([await shown(null), await shown("on")]).toEqual([[other], [id]]);
    expect(await counted()).toEqual([1, 1, now.getTime()]);
    const results = await race(4, (deps) => undoDecisions(deps, ben, world.letter, [id]));
    expect(results.flatMap(({ decided }) => decided)).toEqual([id]);
    expect([await shown(null), await shown("on")]).toEqual([[id, other], []]);
    await decide(world.deps, ben, world.letter, wish);
    world.clock.advance(30 * HOUR_MS);
    expect([await shown(null), await shown("on")]).toEqual([[id, other], []]);
    expect(await counted()).toEqual([2, 0, nine.getTime()]);
    const events = await world.db.event.findMany({ where: { signatureId: id } });
    const told = new Set(events.map(({ move, reason }) => `${move} ${reason}`));
    const day = until.toISOString().slice(0, 10);
    expect(told).toEqual(new Set(["import null", `set-aside ${day}`, "take-up null"]));
    expect(await world.db.outbox.count()).toBe(0);
  });
});

describe("the order of the queue", () => {
  it("has look-alikes together, by the oldest of them, and pages through ties", async () => {
    const now = world.clock.now();
    const build = async (name: string, hoursAgo: number, withId?: string) => {
      const id = await buildEntry(world.deps, world.letter, { state: "pending", name, hoursAgo });
      const leader = withId ?? id;
      const standsAt = later(now, -(withId === undefined ? hoursAgo : 30) * HOUR_MS);
      await world.db.signature.updateMany({
        where: { id },
        data: { standsWith: leader, standsAt },
      });
      return id;
    };
    const first = await build("First", 30);
    for (let index = 0; index < 60; index += 1) await build(`Middle ${index}`, 20);
    await build("Like the first", 1, first);
    await build("Last", 2);
    const names: string[] = [];
    let after: string | null = null;
    do {
      const query = { ...NO_FILTER, state: "pending" as const, after };
      const page = await queuePage(world.deps, world.letter.id, query);
      names.push(...page.entries.map(({ name }) => name));
      after = page.next;
    } while (after !== null);
    expect(names.slice(0, 2)).toEqual(["First", "Like the first"]);
    expect(names.at(-1)).toBe("Last");
    expect(new Set(names).size).toBe(63);
    expect(names).toHaveLength(63);
  });

  it("is kept by every filter, on every engine", async () => {
    const given = { state: "pending", kind: "organisation", country: "XK" } as const;
    const id = await buildEntry(world.deps, world.letter, { ...given, name: "River Watch" });
    const columns = { signals: " look-alike ", networkKey: "2026-11-24.net", domainKey: "key.d" };
    const addressKey = "key.a";
    await world.db.signature.updateMany({ where: { id }, data: { ...columns, addressKey } });
    await buildEntry(world.deps, world.letter, { state: "pending", name: "Another" });
    const filters = [
      { q: "riv wat" },
      { kind: "organisation" as const },
      { signal: "look-alike" as const },
      { country: "XK" },
      { domain: "key.d" },
      { network: "2026-11-24.net" },
      { address: "key.a" },
      { age: "under-day" as const, country: "XK", language: "en" },
    ];
    for (const filter of filters) {
      const query = { ...NO_FILTER, ...filter, state: "pending" as const, after: null };
      const page = await queuePage(world.deps, world.letter.id, query);
      expect(page.entries.map((entry) => entry.id)).toEqual([id]);
    }
  });
});

describe("presence", () => {
  it("is one row for each person, whoever writes it first", async () => {
    const race = await openRace(world);
    await race(6, (deps) => markPresent(deps, ben, world.letter.id, null));
    expect(await world.db.presence.count()).toBe(1);
    expect(await othersPresent(world.deps, ben, world.letter.id)).toEqual([]);
    const other = { id: "somebody-else" };
    expect(await othersPresent(world.deps, other, world.letter.id)).toEqual([
      { accountId: ben.id, entryId: null },
    ]);
  });
});
