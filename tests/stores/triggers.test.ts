import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { STATES, type State } from "../../src/signatures/lifecycle.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const move = (id: string, state: string) =>
  world.db.signature.update({
    where: { id },
    data: { state, movedBy: "somebody", reason: "a-code" },
  });
const counts = async () => {
  const letter = await world.db.letter.findUniqueOrThrow({ where: { id: world.letter.id } });
  return [letter.organisations, letter.individuals, letter.anonymous];
};
const revision = async () =>
  (await world.db.letter.findUniqueOrThrow({ where: { id: world.letter.id } })).revision;
const words = async () => (await world.db.signatureWord.findMany()).map(({ word }) => word).sort();

describe("the history", () => {
  it("is written for an insert, each move, hiding and showing, and nothing else", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "pending" });
    await move(id, "published");
    await move(id, "published");
    await world.db.signature.update({ where: { id }, data: { hiddenAt: new Date() } });
    await world.db.signature.update({ where: { id }, data: { hiddenAt: null } });
    await world.db.signature.update({ where: { id }, data: { name: "New Name" } });
    const events = await world.db.event.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ fromState, toState, by }) => [fromState, toState, by])).toEqual([
      [null, "pending", "signatory"],
      ["pending", "published", "somebody"],
      ["published", "hidden", "somebody"],
      ["published", "shown", "somebody"],
    ]);
    expect(events[1]?.reason).toBe("a-code");
  });

  it("cannot be edited or deleted, and outlives the entry", async () => {
    const id = await buildEntry(world.deps, world.letter);
    await expect(world.db.event.updateMany({ data: { by: "nobody" } })).rejects.toThrow();
    await expect(world.db.event.deleteMany()).rejects.toThrow();
    await world.db.signature.delete({ where: { id } });
    expect((await world.db.event.findMany()).map(({ by }) => by)).toEqual(["signatory"]);
  });

  it("of what staff did cannot be edited or deleted either", async () => {
    const event = { what: "role-granted", by: "somebody", at: world.clock.now() };
    await world.db.staffEvent.create({ data: event });
    const changed = world.db.staffEvent.updateMany({ data: { by: "nobody" } });
    await expect(changed).rejects.toThrow();
    await expect(world.db.staffEvent.deleteMany()).rejects.toThrow();
    expect(await world.db.staffEvent.findMany()).toMatchObject([event]);
  });
});

describe("the outbox", () => {
  it("gets the mail that a new state asks for", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
    await move(id, "pending");
    await world.db.signature.update({ where: { id }, data: { verifiedAt: new Date() } });
    await move(id, "rejected");
    await move(id, "published");
    const kinds = (await world.db.outbox.findMany({ orderBy: { id: "asc" } })).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(["confirm", "rejected", "published"]);
  });

  it("gets none for entries that never proved an address", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "pending" });
    await world.db.signature.update({ where: { id }, data: { verifiedAt: null } });
    await move(id, "published");
    await buildEntry(world.deps, world.letter, { state: "held" });
    expect(await world.db.outbox.count()).toBe(0);
  });
});

describe("the public face", () => {
  it("counts what is public through every pair of states", async () => {
    for (const [kind, visibility] of [
      ["organisation", "full"],
      ["individual", "full"],
      ["individual", "anonymous"],
    ] as const) {
      const goThrough = async (from: State, to: State) => {
        const entry = { kind, visibility, state: from, name: "Ada Weir" };
        await move(await buildEntry(world.deps, world.letter, entry), to);
      };
      for (const from of STATES) {
        await Promise.all(STATES.map((to) => goThrough(from, to)));
      }
    }
    const published = (where: object) =>
      world.db.signature.count({ where: { state: "published", hiddenAt: null, ...where } });
    expect(await counts()).toEqual([
      await published({ kind: "organisation" }),
      await published({ kind: "individual", visibility: "full" }),
      await published({ kind: "individual", visibility: "anonymous" }),
    ]);
    expect(await counts()).toEqual([STATES.length, STATES.length, STATES.length]);
  }, 60_000);

  it("follows hiding, showing, anonymity and a new name", async () => {
    const id = await buildEntry(world.deps, world.letter, { name: "Ada" });
    const change = (data: object) => world.db.signature.update({ where: { id }, data });
    expect([await counts(), await words()]).toEqual([[0, 1, 0], ["ada"]]);
    await change({ hiddenAt: new Date() });
    expect([await counts(), await words()]).toEqual([[0, 0, 0], ["ada"]]);
    await change({ hiddenAt: null });
    await change({ visibility: "anonymous" });
    expect([await counts(), await words()]).toEqual([[0, 0, 1], ["ada"]]);
    await change({ visibility: "full" });
    await change({ name: "Ben", searchWords: '["ben"]' });
    expect([await counts(), await words()]).toEqual([[0, 1, 0], ["ben"]]);
    await world.db.signature.delete({ where: { id } });
    expect([await counts(), await words()]).toEqual([[0, 0, 0], []]);
  });

  it("raises the revision for what the public sees, and for nothing on the way there", async () => {
    const before = await revision();
    const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
    await move(id, "pending");
    await world.db.signature.update({
      where: { id },
      data: { mailsAsked: 2, mailAskedAt: new Date() },
    });
    expect(await revision()).toBe(before);
    await move(id, "published");
    const shown = await revision();
    expect(shown).toBeGreaterThan(before);
    await world.db.letter.update({
      where: { id: world.letter.id },
      data: { publisher: "Somebody else" },
    });
    expect(await revision()).toBeGreaterThan(shown);
  });
});
