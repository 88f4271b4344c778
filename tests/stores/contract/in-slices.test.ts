import { afterEach, beforeEach, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { inSlices } from "../../../src/db/batch/in-slices.ts";
import { STATES } from "../../../src/signatures/lifecycle.ts";
import { openWorld, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** The slices that some items come in, and the results of all. */
async function slicesOf(items: readonly number[], namedMax: number, timesNamed?: number) {
  const slices: number[][] = [];
  const work = async (slice: number[]) => {
    slices.push(slice);
    return slice.flatMap((item) => [item, -item]);
  };
  const { db } = withLimits(world, { namedMax });
  return { results: await inSlices(db, items, work, timesNamed), slices };
}

it("comes to an end with every item once, in order, and no slice longer than may be named", async () => {
  expect(await slicesOf([1, 2, 3, 4, 5], 2)).toEqual({
    results: [1, -1, 2, -2, 3, -3, 4, -4, 5, -5],
    slices: [[1, 2], [3, 4], [5]],
  });
  expect((await slicesOf([1, 2, 3], 5, 2)).slices).toEqual([[1, 2], [3]]);
  expect((await slicesOf([1, 2], 1, 2)).slices).toEqual([[1], [2]]);
  expect(await slicesOf([], 2)).toEqual({ results: [], slices: [] });
});

it("names as many as the engine takes beside other values", async () => {
  const id = await buildEntry(world.deps, world.letter, {});
  const ids = [...Array.from({ length: 2_000 }, (_, index) => `none ${index}`), id];
  const found = await inSlices(world.db, ids, (some) =>
    world.db.signature.groupBy({
      by: ["id"],
      where: { letterId: world.letter.id, state: { in: [...STATES] }, id: { in: some } },
    }),
  );
  expect(found).toEqual([{ id }]);
});
