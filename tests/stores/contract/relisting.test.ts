import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { renewListings } from "../../../src/signatures/relist.ts";
import { BY_SIGNATORY, move } from "../../../src/signatures/store.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const always = () => true;
const columns = {
  sortKey: true,
  lookalikeKey: true,
  searchWords: true,
  wordBits: true,
  listingRule: true,
} as const;

/** An entry as version 0.1 wrote it: under the last word of its name, without further spellings. */
async function buildStale(given: GivenEntry): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, given);
  const words = (given.name ?? "").toLowerCase().split(/[^a-zü]+/);
  await world.db.signature.updateMany({
    where: { id },
    data: {
      searchWords: JSON.stringify(words),
      wordBits: -1,
      lookalikeKey: words.join(" "),
      // The trigger takes another sort key with a later rule alone.
      sortKey: words.at(-1) ?? "",
      listingRule: 3,
    },
  });
  await world.db.signature.updateMany({ where: { id }, data: { listingRule: 0 } });
  return id;
}

async function listed(q = ""): Promise<string[]> {
  const query = q === "" ? "" : `?q=${encodeURIComponent(q)}`;
  const page = await browserIn(world).get(`/letters/${world.letter.slug}/signatories${query}`);
  const html = await page.text();
  return [...html.matchAll(/<bdi class="name">([^<]*)/g)].map(([, name = ""]) => name);
}

describe("entries that earlier rules sorted", () => {
  it("are renewed to what they would be if written now, whatever their state", async () => {
    const names = ["Anna Müller PhD", "Pat O'Brien", "DUPOND Marie", "Zoe Abel"];
    for (const name of names) {
      await buildStale({ name });
      await buildEntry(world.deps, world.letter, { name, state: "pending" });
    }
    const stale = await world.db.signature.findMany({ where: { listingRule: 0 } });
    expect(stale).toHaveLength(4);
    const before = await world.db.event.count();
    expect(await renewListings(world.deps, always)).toBe(4);
    for (const name of names) {
      const [one, other] = await world.db.signature.findMany({ where: { name }, select: columns });
      expect(one).toEqual(other);
    }
    // It is no move: nothing is written into the history, nobody is mailed.
    expect(await world.db.event.count()).toBe(before);
    expect(await renewListings(world.deps, always)).toBe(0);
  });

  it("are found and sorted by the new rules in the public list, and none is lost", async () => {
    await buildStale({ name: "Anna Müller PhD" });
    await buildStale({ name: "Bea Nagel" });
    await buildStale({ name: "Pat O'Brien" });
    const stale = await listed();
    expect(stale.toSorted()).toEqual(["Anna Müller PhD", "Bea Nagel", "Pat O&#39;Brien"]);
    expect(await listed("mueller")).toEqual([]);
    await renewListings(world.deps, always);
    expect(await listed()).toEqual(["Anna Müller PhD", "Bea Nagel", "Pat O&#39;Brien"]);
    expect(await listed("mueller")).toEqual(["Anna Müller PhD"]);
    expect(await listed("obrien")).toEqual(["Pat O&#39;Brien"]);
    expect(await world.db.listedWord.count({ where: { word: "phd" } })).toBe(1);
  });

  it("go on where the work was broken off, and an erased one stays empty", async () => {
    const left = await buildStale({ name: "Anna Müller" });
    await move(world.db, { id: left }, "withdraw", { by: BY_SIGNATORY, at: world.clock.now() });
    for (let at = 0; at < 45; at += 1) await buildStale({ name: `Ada Roe ${at}` });
    let rounds = 1;
    expect(await renewListings(world.deps, () => rounds-- > 0)).toBe(40);
    expect(await world.db.signature.count({ where: { listingRule: 0 } })).toBe(6);
    expect(await renewListings(world.deps, always)).toBe(6);
    const row = await world.db.signature.findUniqueOrThrow({ where: { id: left } });
    expect(row).toMatchObject({ name: "", sortKey: "", searchWords: "[]", listingRule: 2 });
  });

  it("are not sorted otherwise without a rule or a move", async () => {
    const id = await buildEntry(world.deps, world.letter, { name: "Ada Roe" });
    const change = world.db.signature.updateMany({ where: { id }, data: { sortKey: "zzz" } });
    await expect(change).rejects.toThrow();
  });
});
