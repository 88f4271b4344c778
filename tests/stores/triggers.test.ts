import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../prisma/builders.ts";
import {
  type FirstMove,
  MOVE_NAMES,
  MOVES,
  type Move,
  STATES,
} from "../../src/signatures/lifecycle.ts";
import { putBack, restore } from "../../src/signatures/store.ts";
import { askedAddress, keptWording, moveEntry } from "../support/moves.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

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
    await moveEntry(world.deps, id, "approve", { reason: "a-code" });
    await expect(moveEntry(world.deps, id, "approve")).rejects.toThrow("cannot approve");
    await moveEntry(world.deps, id, "hide", { columns: { hiddenAt: new Date() } });
    await moveEntry(world.deps, id, "show", { columns: { hiddenAt: null } });
    await world.db.signature.update({ where: { id }, data: { signals: " odd-domain " } });
    const events = await world.db.event.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ fromState, code, by }) => [fromState, code, by])).toEqual([
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

  it("outlives an entry that is deleted, and its words do not", async () => {
    const gone = await buildEntry(world.deps, world.letter, { name: "Ada Weir" });
    await buildEntry(world.deps, world.letter, { name: "Grace Weir" });
    expect(await words()).toEqual(["ada", "grace", "weir", "weir"]);
    await world.db.signature.delete({ where: { id: gone } });
    expect(await words()).toEqual(["grace", "weir"]);
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

describe("the public view", () => {
  const kinds: GivenEntry[] = [
    { kind: "organisation", visibility: "full" },
    { kind: "individual", visibility: "full" },
    { kind: "individual", visibility: "anonymous" },
  ];
  const isFirst = (name: Move): name is FirstMove => MOVES[name].from.length === 0;

  it("counts what is public through every move, shown and hidden", async () => {
    for (const kind of kinds) {
      for (const name of MOVE_NAMES) {
        for (const state of MOVES[name].from) {
          for (const hiddenAt of [null, new Date()]) {
            const entry: GivenEntry = { ...kind, state, name: "Ada Weir" };
            if (hiddenAt) entry.hiddenAt = hiddenAt;
            if (state === "takendown") entry.takendownFrom = "published";
            const id = await buildEntry(world.deps, world.letter, entry);
            if (name === "restore") {
              await world.db.signature.updateMany({
                where: { id },
                data: { invalidatedFrom: "published" },
              });
              await restore(world.db, { id }, "published", { by: "ben", at: world.clock.now() });
            } else if (name === "put-back") {
              await putBack(world.db, { id }, "published", { by: "ben", at: world.clock.now() });
            } else if (!isFirst(name)) {
              if (name === "restore-wording") await keptWording(world, id);
              const columns = {
                "change-address":
                  name === "change-address" ? { email: await askedAddress(world, id) } : {},
                hide: { hiddenAt: new Date() },
                "hide-again": { hiddenAt: new Date() },
                "unname-again": { visibility: "anonymous" },
                show: { hiddenAt: null },
                "go-unnamed": { visibility: "anonymous" },
                "accept-change": { visibility: "anonymous", name: "Ada W." },
                invalidate: { invalidatedFrom: state },
                withhold: { takendownFrom: state },
              };
              const more = Object.entries(columns).find(([one]) => one === name)?.[1] ?? {};
              await moveEntry(world.deps, id, name, { columns: more });
            }
          }
        }
      }
    }
    const published = (where: object) =>
      world.db.signature.count({ where: { state: "published", hiddenAt: null, ...where } });
    const expected = [
      await published({ kind: "organisation" }),
      await published({ kind: "individual", visibility: "full" }),
      await published({ kind: "individual", visibility: "anonymous" }),
    ];
    expect(await counts()).toEqual(expected);
    for (const count of expected) expect(count).toBeGreaterThan(STATES.length);
  });

  it("follows hiding, showing, anonymity and a new name", async () => {
    const id = await buildEntry(world.deps, world.letter, { name: "Ada" });
    const make = (name: "hide" | "show" | "go-unnamed" | "accept-change", columns: object) =>
      moveEntry(world.deps, id, name, { columns });
    expect([await counts(), await words()]).toEqual([[0, 1, 0], ["ada"]]);
    await make("hide", { hiddenAt: new Date() });
    expect([await counts(), await words()]).toEqual([[0, 0, 0], ["ada"]]);
    await make("show", { hiddenAt: null });
    await make("go-unnamed", { visibility: "anonymous" });
    expect([await counts(), await words()]).toEqual([[0, 0, 1], ["ada"]]);
    await make("accept-change", { visibility: "full" });
    await make("accept-change", { name: "Ben", searchWords: '["ben"]' });
    expect([await counts(), await words()]).toEqual([[0, 1, 0], ["ben"]]);
    await world.db.signature.delete({ where: { id } });
    expect([await counts(), await words()]).toEqual([[0, 0, 0], []]);
  });

  it("raises the revision for what the public sees, and for nothing on the way there", async () => {
    const before = await revision();
    const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
    await moveEntry(world.deps, id, "repeat");
    await moveEntry(world.deps, id, "confirm");
    await moveEntry(world.deps, id, "repeat");
    expect(await revision()).toBe(before);
    await moveEntry(world.deps, id, "approve");
    const shown = await revision();
    expect(shown).toBeGreaterThan(before);
    await moveEntry(world.deps, id, "send-link");
    expect(await revision()).toBe(shown);
    await world.db.letter.update({
      where: { id: world.letter.id },
      data: { publisher: "Somebody else" },
    });
    expect(await revision()).toBeGreaterThan(shown);
  });
});
