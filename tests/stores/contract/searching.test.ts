import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { Db } from "../../../src/db/db.ts";
import { foldedWords } from "../../../src/shared/text/text.ts";
import type { Cursor } from "../../../src/signatures/list/cursor.ts";
import { listSignatories } from "../../../src/signatures/list/read.ts";
import { SEARCH_BOUNDS } from "../../../src/signatures/list/search.ts";
import { NO_FILTER } from "../../../src/signatures/queue/filter.ts";
import { queuePage } from "../../../src/signatures/queue/read.ts";
import { entriesNamed } from "../../../src/signatures/search.ts";
import { openWorld, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("a search of the queue", () => {
  const add = (name: string, affiliation: string | null = null) =>
    buildEntry(world.deps, world.letter, { name, affiliation, state: "pending" });

  async function found(db: Db, q: string): Promise<string[]> {
    const query = { ...NO_FILTER, q, state: "pending", after: null } as const;
    const { entries } = await queuePage({ ...world.deps, db }, world.letter.id, query);
    return entries.map(({ name }) => name).sort();
  }

  it("finds the same whether few entries are named one by one or many are not", async () => {
    await add("Ada Lovelace", "Society of Engines");
    await add("Adam Lowe");
    await add("Ada Byron", "Lovelace Society");
    await add("Žofie Novák");
    const narrow = withLimits(world, { namedMax: 1 }).db;
    const searches = [
      "ada",
      "ADA lo",
      "lovelace soc",
      "zofie",
      "novak zof",
      "nobody",
      "ada nobody",
    ];
    for (const typed of searches) {
      const named = await found(world.db, typed);
      expect([typed, await found(narrow, typed)]).toEqual([typed, named]);
    }
    expect(await found(world.db, "ada lo")).toEqual(["Ada Byron", "Ada Lovelace", "Adam Lowe"]);
    expect(await found(world.db, "zofie")).toEqual(["Žofie Novák"]);
    expect(await found(world.db, " … ")).toHaveLength(4);
  });

  it("says that there are others if an entry bears many such words", async () => {
    await add("Ada Adam Adan Adar Adas Adat");
    const other = await add("Ada Zoë");
    const named = await entriesNamed(world.db, world.letter.id, "ad", 1);
    expect(named.isAll).toBe(false);
    expect(named.ids).toHaveLength(1);
    const all = await entriesNamed(world.db, world.letter.id, "ad", 50);
    expect([all.isAll, all.ids.includes(other)]).toEqual([true, true]);
  });
});

/** Given and family names that begin alike, so that each way of a search has something to miss. */
const GIVEN = ["Ada", "Adam", "Anna", "Zoë", "王", "Ann"];
const FAMILY = ["Adams", "Anders", "Lovelace", "Zhang", "Ádám", "Lowe"];
const BODIES = ["Ada Society", "Lovelace Institute", null];
const SEARCHES = [
  "a",
  "ada",
  "an",
  "ada lo",
  "lovelace",
  "zh",
  "anna ada",
  "adams adam",
  "王",
  "x",
];

describe("a search of the public list", () => {
  beforeEach(async () => {
    const { deps, letter } = world;
    let place = 0;
    for (const given of GIVEN) {
      for (const family of FAMILY) {
        const affiliation = BODIES[place % BODIES.length] ?? null;
        const country = place % 2 === 0 ? "DE" : "ZZ";
        await buildEntry(deps, letter, { name: `${given} ${family}`, affiliation, country });
        place += 1;
      }
    }
    for (const name of ["Adams Alliance", "The Lovelace Trust", "Anna and Ada"]) {
      await buildEntry(deps, letter, { kind: "organisation", name });
    }
    await buildEntry(deps, letter, { name: "Bo Li", sortName: "Ada" });
    await buildEntry(deps, letter, { name: "Ada Hidden", visibility: "anonymous" });
    await buildEntry(deps, letter, { name: "Ada Pending", state: "pending" });
  });

  /** All pages of a search, with what each may cost; and how many there were. */
  async function search(q: string, costs: { rows: number; walk?: number; country?: string }) {
    const { rows, walk = rows, country = null } = costs;
    const bounds = { counted: 2 * rows, wordRows: rows, walk };
    const names: string[] = [];
    let after: Cursor | null = null;
    let pages = 0;
    do {
      const query = { q, kind: null, country, after };
      const page = await listSignatories(world.deps, world.letter.id, query, 7, bounds);
      names.push(...page.signatories.map(({ name }) => name));
      after = page.next;
      pages += 1;
    } while (after !== null && pages < 200);
    return { names, pages };
  }

  it("finds everybody in the list's order, however little a page may cost", async () => {
    const everything = SEARCH_BOUNDS.walk;
    const { names: list } = await search("", { rows: everything });
    const { names: german } = await search("", { rows: everything, country: "DE" });
    const affiliations = new Map(
      (await world.db.signature.findMany()).map(({ name, affiliation }) => [name, affiliation]),
    );
    const bears = (name: string, typed: string) =>
      foldedWords(typed).every((word) =>
        foldedWords(name, affiliations.get(name) ?? null).some((own) => own.startsWith(word)),
      );
    expect(list).toHaveLength(GIVEN.length * FAMILY.length + 4);
    for (const typed of SEARCHES) {
      const all = list.filter((name) => bears(name, typed));
      const ofCountry = german.filter((name) => bears(name, typed));
      const costs = [2, 5, 40, everything].map((rows) => ({ rows, walk: rows }));
      // A rare word, of which the list itself is only looked at in pieces.
      for (const cost of [...costs, { rows: everything, walk: 2 }]) {
        expect([typed, cost, (await search(typed, cost)).names]).toEqual([typed, cost, all]);
        const found = await search(typed, { ...cost, country: "DE" });
        expect([typed, cost, found.names]).toEqual([typed, cost, ofCountry]);
      }
    }
  });

  it("gives a short page rather than look further than it may", async () => {
    const { names, pages } = await search("王 lovelace", { rows: 5 });
    expect(names.length).toBeGreaterThan(0);
    expect(pages).toBeGreaterThan(3);
    expect((await search("王 lovelace", { rows: SEARCH_BOUNDS.walk })).pages).toBe(1);
  });
});
