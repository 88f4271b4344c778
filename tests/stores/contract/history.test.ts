import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { later, SECOND_MS } from "../../../src/shared/clock.ts";
import { exceededByHistory, letterHistory } from "../../../src/signatures/history/letter.ts";
import {
  type HistoryFilter,
  linesAfter,
  type Place,
} from "../../../src/signatures/history/store.ts";
import { openWorld, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EVERYTHING = { q: "", what: null, who: null, from: null, to: null, after: null };

/** All that a filter finds, a few lines at a time. */
async function read(given: Partial<HistoryFilter> = {}, count = 3): Promise<string[]> {
  const nothing = { entryIds: null, what: null, by: null, since: null, before: null };
  const filter = { ...nothing, letterId: world.letter.id, ...given };
  const found: string[] = [];
  let after: Place | null = null;
  do {
    const page = await linesAfter(world.db, filter, after, count);
    found.push(...page.lines.map(({ table, id }) => `${table} ${id}`));
    after = page.next;
  } while (after !== null);
  return found;
}

describe("the history of a letter", () => {
  it("gives every line once, newest first, wherever a page ends", async () => {
    const { letter, clock, db } = world;
    const start = clock.now();
    for (const index of [0, 0, 0, 0, 1, 1, 2, 3]) {
      const at = later(start, index * SECOND_MS);
      const event = { letterId: letter.id, signatureId: "somebody", code: "pending" };
      await db.event.create({ data: { ...event, by: "signatory", at } });
      await db.staffEvent.create({ data: { letterId: letter.id, what: "import", by: "us", at } });
    }
    const whole = await read({}, 100);
    expect(whole).toHaveLength(16);
    expect(whole.slice(0, 4)).toEqual(["staff 8", "event 8", "staff 7", "event 7"]);
    expect(whole.slice(8)).toEqual(
      ["staff", "event"].flatMap((table) => [4, 3, 2, 1].map((id) => `${table} ${id}`)),
    );
    for (const count of [1, 3, 5]) expect(await read({}, count)).toEqual(whole);
    const since = later(start, SECOND_MS);
    const before = later(start, 3 * SECOND_MS);
    expect(await read({ since, before })).toEqual(whole.slice(2, 8));
    expect(await read({ what: "pending", by: "signatory", before })).toHaveLength(7);
    expect(await read({ entryIds: ["somebody", "nobody"] })).toHaveLength(8);
  });

  it("finds entries by several words, the common and the rare in any order", async () => {
    for (const name of ["Ada Weir", "Ada Ford", "Adam Weirs", "Ben Weir"]) {
      await buildEntry(world.deps, world.letter, { name, affiliation: "Ada College" });
    }
    const names = async (q: string) => {
      const { lines } = await letterHistory(world.deps, world.letter.id, { ...EVERYTHING, q });
      return lines.map(({ entry }) => entry?.name).sort();
    };
    expect(await names("ada ford")).toEqual(["Ada Ford"]);
    expect(await names("weir ben")).toEqual(["Ben Weir"]);
    expect(await names("adam weir col")).toEqual(["Adam Weirs"]);
    expect(await names("ada")).toHaveLength(4);
    expect(await names("weir nobody")).toEqual([]);
  });

  it("knows when it is too long for one download", async () => {
    const { deps } = withLimits(world, { exportRowsMax: 2 });
    const exceeds = () => exceededByHistory(deps, world.letter.id, EVERYTHING);
    await buildEntry(deps, world.letter);
    await buildEntry(deps, world.letter);
    expect(await exceeds()).toBeNull();
    await buildEntry(deps, world.letter);
    expect(await exceeds()).toBe(2);
  });
});
