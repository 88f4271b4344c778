import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { batched } from "../../src/shared/batch.ts";

/** Work that doubles numbers, refuses negative ones, and remembers its batches. */
function doubling(max = 100) {
  const batches: number[][] = [];
  const double = batched(async (items: readonly number[]) => {
    batches.push([...items]);
    if (items.some((item) => item < 0)) throw new Error("There is a negative one.");
    return items.map((item) => 2 * item);
  }, max);
  return { double, batches };
}

describe("what is done in batches", () => {
  it("is done at once if nobody else asks", async () => {
    const { double, batches } = doubling();
    const asked = double(1);
    await Promise.resolve();
    expect(batches).toEqual([[1]]);
    expect(await asked).toBe(2);
  });

  it("is done without a wait for one who asks again whenever an answer comes", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { double } = doubling();
    for (let turn = 1; turn <= 20; turn += 1) expect(await double(turn)).toBe(2 * turn);
  });

  it("is gathered for a while after several asked at once", async () => {
    const { double, batches } = doubling();
    await Promise.all([1, 2].map(double));
    const asked = double(3);
    await Promise.resolve();
    expect(batches).toEqual([[1, 2]]);
    await Promise.all([asked, double(4)]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it("is done in one batch if many ask at once, up to the limit", async () => {
    const { double, batches } = doubling(3);
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it("is done in one batch for all who ask while others are served, however long that takes", async () => {
    const batches: number[][] = [];
    const { promise: first, resolve: endFirst } = Promise.withResolvers<void>();
    const same = batched(async (items: readonly number[]) => {
      batches.push([...items]);
      if (batches.length === 1) await first;
      return items;
    }, 100);
    const asked = [same(1)];
    for (const item of [2, 3, 4]) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      asked.push(same(item));
    }
    expect(batches).toEqual([[1]]);
    endFirst();
    expect(await Promise.all(asked)).toEqual([1, 2, 3, 4]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it("is done for those who come later, whoever before them hangs", async () => {
    const hang = new Promise<never>(() => undefined);
    const same = batched(
      async (items: readonly number[]) => (items.includes(1) ? await hang : items),
      100,
    );
    void same(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await Promise.all([same(2), same(3)])).toEqual([2, 3]);
  });

  it("fails for whom it fails, and for nobody else", async () => {
    const { double } = doubling();
    const results = await Promise.allSettled([1, 2, -3, 4].map(double));
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });

  it("gives everybody a result of their own, whoever else fails", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), async (all, max) => {
        const { double } = doubling(max);
        const results = await Promise.allSettled(all.map(double));
        const values = results.map((one) => (one.status === "fulfilled" ? one.value : "refused"));
        expect(values).toEqual(all.map((one) => (one < 0 ? "refused" : 2 * one)));
      }),
      { numRuns: 50 },
    );
  });

  it("is an error if the work forgets somebody", async () => {
    const forgetful = batched(async (_items: readonly number[]) => [], 10);
    await expect(forgetful(1)).rejects.toThrow("no result");
  });
});
