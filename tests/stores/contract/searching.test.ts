import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { Db } from "../../../src/db/db.ts";
import { entriesNamed, searchClauses } from "../../../src/signatures/search.ts";
import { openWorld, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const add = (name: string, affiliation: string | null = null) =>
  buildEntry(world.deps, world.letter, { name, affiliation, state: "pending" });

/** The names that a search finds, whichever way it goes about it. */
async function found(db: Db, typed: string, many?: number): Promise<string[]> {
  const AND = await searchClauses(db, world.letter.id, typed, many);
  const rows = await db.signature.findMany({ where: { letterId: world.letter.id, AND } });
  return rows.map(({ name }) => name).sort();
}

describe("a search for words", () => {
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
      expect([typed, await found(narrow, typed, 1)]).toEqual([typed, named]);
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
