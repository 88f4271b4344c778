import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import type { Account } from "../../../src/accounts/account.ts";
import {
  actOnInvalidation,
  type InvalidationAct,
  proposeInvalidation,
} from "../../../src/signatures/invalidation/act.ts";
import {
  type Conditions,
  INVALIDATED_STATES,
} from "../../../src/signatures/invalidation/conditions.ts";
import { previewInvalidation } from "../../../src/signatures/invalidation/preview.ts";
import { runInvalidations } from "../../../src/signatures/invalidation/run.ts";
import { withdraw } from "../../../src/signatures/own-page/withdraw.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { moveEntry } from "../../support/moves.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;
let cleo: Account;
let ben: Account;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
  cleo = await campaigner();
  ben = await campaigner();
});
afterEach(() => world.close());

async function campaigner(): Promise<Account> {
  const { accountId: id, displayName } = await signInAs(world, "campaigner");
  return { id, displayName, roles: [{ role: "campaigner", letterId: world.letter.id }] };
}

const EVERYTHING: Conditions = {
  name: null,
  domain: null,
  networkKey: null,
  country: null,
  from: null,
  to: null,
  states: INVALIDATED_STATES,
};

const build = (given: GivenEntry) => buildEntry(world.deps, world.letter, given);
const stateOf = async (id: string) =>
  (await world.db.invalidation.findUniqueOrThrow({ where: { id } })).state;
const out = () => world.db.signature.count({ where: { state: "invalidated" } });
const act = (account: Account, id: string, what: InvalidationAct, deps = world.deps) =>
  actOnInvalidation(deps, account, world.letter, { id, act: what });
const finish = () => runInvalidations(world.deps, () => true);

async function propose(conditions: Partial<Conditions>): Promise<string> {
  const request = { conditions: { ...EVERYTHING, ...conditions }, reason: "forged" } as const;
  const result = await proposeInvalidation(world.deps, cleo, world.letter, {
    ...request,
    note: null,
  });
  if (result.outcome !== "proposed") throw new Error("Nothing was proposed.");
  return result.id;
}

/** One entry of each state, twice. */
async function buildAll(): Promise<void> {
  for (const state of [...INVALIDATED_STATES, ...INVALIDATED_STATES])
    await build({ name: "Bot", state, email: `${crypto.randomUUID()}@spam.example` });
}

const states = async () =>
  (await world.db.signature.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);

describe("conditions", () => {
  it("meet the same entries on every engine", async () => {
    const networkKey = `2026-05-01.${"k".repeat(43)}`;
    const first = await build({ name: "Bót 100%_!\\", email: "a@spam.example", country: "FR" });
    await world.db.signature.update({ where: { id: first }, data: { networkKey } });
    await build({ name: "Bot 100ab", state: "held" });
    await build({ name: "Robots", state: "unverified", hoursAgo: 30 });
    const asOf = world.clock.now();
    const count = async (given: Partial<Conditions>) => {
      const conditions = { ...EVERYTHING, ...given };
      const found = await previewInvalidation(world.deps, world.letter, { conditions, asOf });
      expect(found.sample).toHaveLength(found.count);
      return found.count;
    };
    const from = new Date(asOf.getTime() - 29 * 3_600_000);
    const cases: [Partial<Conditions>, number][] = [
      [{ name: "BOT" }, 2],
      [{ name: "*bot*" }, 3],
      [{ name: "bot 100%_!\\" }, 1],
      [{ name: "*%*1" }, 0],
      [{ name: `bot${"*".repeat(40)}` }, 2],
      [{ domain: "spam.example" }, 1],
      [{ networkKey }, 1],
      [{ country: "FR" }, 1],
      [{ from }, 2],
      [{ to: from }, 1],
      [{ name: "*o*", states: ["held", "unverified"] }, 2],
      [{ name: "bot", domain: "spam.example", networkKey, country: "FR", from, to: asOf }, 1],
    ];
    for (const [given, expected] of cases)
      expect([given, await count(given)]).toEqual([given, expected]);
  });
});

describe("an invalidation", () => {
  it("is released, stopped, gone on with and undone once each, by whoever is first", async () => {
    await buildAll();
    const id = await propose({ domain: "spam.example" });
    const steps: [InvalidationAct, string][] = [
      ["release", "running"],
      ["cancel", "cancelled"],
      ["resume", "running"],
      ["cancel", "cancelled"],
      ["undo", "undoing"],
    ];
    for (const [what, state] of steps) {
      const outcomes = await race(6, (deps, racer) =>
        act(racer % 3 === 0 ? cleo : ben, id, what, deps),
      );
      expect([what, countOf(outcomes, "done"), countOf(outcomes, "late")]).toEqual([what, 1, 5]);
      expect(await stateOf(id)).toBe(state);
    }
    expect(await world.db.staffEvent.count({ where: { letterId: world.letter.id } })).toBe(6);
  });

  it("is either continued or undone, if two people press at once", async () => {
    await buildAll();
    const id = await propose({ name: "bot" });
    await act(ben, id, "release");
    await act(ben, id, "cancel");
    const outcomes = await race(6, (deps, racer) =>
      racer % 2 === 0 ? act(cleo, id, "resume", deps) : act(ben, id, "undo", deps),
    );
    expect(countOf(outcomes, "done")).toBe(1);
    await finish();
    expect([await stateOf(id), await out()]).toEqual(
      outcomes.indexOf("done") % 2 === 0 ? ["done", 10] : ["undone", 0],
    );
  });

  it("takes each entry out once and puts it back once, however many processes do it", async () => {
    await buildAll();
    const before = await states();
    const id = await propose({ name: "bot" });
    await act(ben, id, "release");
    await race(4, (deps) => runInvalidations(deps, () => true));
    expect([await stateOf(id), await out()]).toEqual(["done", 10]);
    await act(cleo, id, "undo");
    await race(4, (deps) => runInvalidations(deps, () => true));
    expect([await stateOf(id), await states()]).toEqual(["undone", before]);
    for (const which of [{ code: "invalidated" }, { fromState: "invalidated" }])
      expect(await world.db.event.count({ where: which })).toBe(10);
    const letter = await world.db.letter.findUniqueOrThrow({ where: { slug: "rivers" } });
    expect(letter.individuals).toBe(2);
  });

  it("and a withdrawal at the same time leave the entry withdrawn or out, never both", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) ids.push(await build({ name: "Bot" }));
    const id = await propose({ name: "bot" });
    await act(ben, id, "release");
    const left = await race(ids.length + 1, async (deps, racer) => {
      const entry = ids[racer];
      if (entry === undefined) return runInvalidations(deps, () => true).then(() => false);
      return await withdraw(deps, { id: entry });
    });
    await finish();
    await act(cleo, id, "undo");
    await finish();
    const withdrawn = await world.db.signature.count({ where: { state: "withdrawn" } });
    expect(withdrawn).toBe(countOf(left, true));
    expect(await out()).toBe(0);
  });

  it("is undone whole, also of what a late batch took out after its end", async () => {
    const entry = await build({ name: "Bot" });
    const id = await propose({ name: "bot" });
    for (const what of ["release", "cancel", "undo"] as const) await act(ben, id, what);
    await finish();
    expect(await stateOf(id)).toBe("undone");
    const late = { invalidationId: id, invalidatedFrom: "published" };
    await moveEntry(world.deps, entry, "invalidate", { columns: late });
    await finish();
    expect(await states()).toEqual(["published"]);
  });
});
