import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../prisma/builders.ts";
import { fold, foldedWords } from "../../../src/shared/text/text.ts";
import { collectEvidence, evidenceColumns } from "../../../src/signatures/evidence/collect.ts";
import { lookalikeKey } from "../../../src/signatures/evidence/lookalike.ts";
import {
  type ComparedEntry,
  findResembling,
  othersOf,
} from "../../../src/signatures/evidence/resembling.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const build = (name: string, given: GivenEntry = {}) =>
  buildEntry(world.deps, world.letter, { kind: "organisation", name, ...given });

function named(name: string): ComparedEntry & { name: string } {
  return {
    letterId: world.letter.id,
    kind: "organisation",
    name,
    nameKey: fold(name),
    lookalikeKey: lookalikeKey(name),
    addressKey: null,
    searchWords: JSON.stringify(foldedWords(name)),
  };
}

describe("the entries that an entry resembles", () => {
  it("are found next to its key and by its words, in its letter and kind alone", async () => {
    const same = await build("FRIENDS OF THE WEIR", { state: "pending" });
    const above = await build("Friends of the Weirs", { state: "held" });
    const below = await build("Friends of the Wei");
    const swapped = await build("Freinds of the Weir", { state: "rejected" });
    const first = await build("Zriends of the Weir", { state: "unverified" });
    await build("Friends of the Wire Fence");
    await build("Friends of the Weir", { kind: "individual" });
    await build("Friends of the Weir", { state: "invalidated" });
    await build("Friends of the Weir", { state: "withdrawn" });
    const other = await buildLetter(world.deps, { slug: "other" });
    await buildEntry(world.deps, other, { kind: "organisation", name: "Friends of the Weir" });
    expect(await findResembling(world.db, named("Friends of the Weir"))).toEqual([
      { id: same, state: "pending", how: "same" },
      { id: above, state: "held", how: "alike" },
      { id: below, state: "published", how: "alike" },
      { id: swapped, state: "rejected", how: "alike" },
      { id: first, state: "unverified", how: "alike" },
    ]);
  });

  it("do not hold the entry itself, nor more than fifty candidates", async () => {
    const id = await build("River Watch");
    const own = await world.db.signature.findUniqueOrThrow({ where: { id } });
    const itself = { ...named("River Watch"), addressKey: own.addressKey };
    expect(await findResembling(world.db, itself)).toEqual([]);
    for (let index = 0; index < 60; index += 1) await build("River Watch");
    const found = await findResembling(world.db, itself);
    expect(found.length).toBeGreaterThan(25);
    expect(found.length).toBeLessThanOrEqual(50);
  });

  it("are found for any name, in any script, of a letter or without any", async () => {
    for (const name of ["国境なき医師団", "ⵜⵉⴼⵉⵏⴰⵖ", "%_'\"\\", "𠮷", "O", "350.org"]) {
      const id = await build(name);
      const found = await findResembling(world.db, named(name));
      expect(found).toEqual([{ id, state: "published", how: "same" }]);
    }
  });
});

describe("the others of a page of entries", () => {
  it("are counted by state and named by what they are called now, for a hundred at once", async () => {
    const shown = Array.from({ length: 100 }, (_, index) => ({
      ...named(`Group ${index}`),
      id: `shown-${index}`,
      state: "pending",
      ownKey: "none",
      likeId: null,
    }));
    await build("Group 7");
    await build("GROUP 7", { state: "held" });
    await build("Gr0up 99", { state: "rejected" });
    const like = await build("Grupo 42");
    const others = await othersOf(
      world.db,
      world.letter.id,
      shown.map((entry) => (entry.id === "shown-42" ? { ...entry, likeId: like } : entry)),
    );
    const seven = others.get("shown-7");
    expect(seven?.sameName.toSorted((left, right) => (left.state < right.state ? -1 : 1))).toEqual([
      { state: "held", count: 1 },
      { state: "published", count: 1 },
    ]);
    expect(others.get("shown-99")?.alike).toEqual([{ name: "Gr0up 99", state: "rejected" }]);
    expect(others.get("shown-42")?.alike).toEqual([{ name: "Grupo 42", state: "published" }]);
    expect(others.get("shown-1")).toEqual({ sameName: [], alike: [] });
  });
});

describe("a submission", () => {
  it("joins the group of the first entry that waits and that it resembles", async () => {
    const published = await build("Friends of the Weirs");
    const first = await build("Freinds of the Weir", { state: "pending", hoursAgo: 2 });
    await build("Friends of the Weer", { state: "held", hoursAgo: 1 });
    const submitted = {
      ...named("Friends of the Weir"),
      website: "https://weir.org",
      affiliation: null,
      domain: "weir.org",
      domainKey: "a key",
      addressKey: "a key",
      clientKey: "a key",
      addressLimitKey: "a key",
    };
    const compared = await collectEvidence(world.deps, submitted);
    const { signals, group } = evidenceColumns(submitted, null, compared);
    expect(signals).toBe(` domain-matches look-alike like:${published} `);
    const { standsAt } = await world.db.signature.findUniqueOrThrow({ where: { id: first } });
    expect(group).toEqual({ standsWith: first, standsAt });
  });
});
