import { describe, expect, it } from "vitest";
import { BusyError, workBudget } from "../../src/shared/work-budget.ts";

/** Work that ends when it is told to. */
function pieces(count: number) {
  const begun: number[] = [];
  const work = Array.from({ length: count }, (_, number) => async () => {
    begun.push(number);
    return number;
  });
  return { begun, work };
}

describe("a budget of work", () => {
  it("lets a burst begin at once, and the rest at its pace, in the order in which they came", async () => {
    const budget = workBudget({ burst: 3, everyMs: 20, waitingMax: 10 });
    const { begun, work } = pieces(6);
    const startedAt = performance.now();
    const all = Promise.all(work.map((piece) => budget(piece)));
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2]);
    expect(await all).toEqual([0, 1, 2, 3, 4, 5]);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
    // Timers of Node may be a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(57);
  });

  it("turns away what comes while too much waits, and lets in what comes later", async () => {
    const budget = workBudget({ burst: 1, everyMs: 5, waitingMax: 2 });
    const { work } = pieces(4);
    const all = await Promise.allSettled(work.map((piece) => budget(piece)));
    expect(all.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
    ]);
    expect(all[3]).toMatchObject({ reason: expect.any(BusyError) });
    expect(await budget(async () => "later")).toBe("later");
  });

  it("goes on after work that fails", async () => {
    const budget = workBudget({ burst: 1, everyMs: 1, waitingMax: 5 });
    const failing = budget(async () => {
      throw new Error("It failed.");
    });
    await expect(failing).rejects.toThrow("It failed.");
    expect(await budget(async () => "next")).toBe("next");
  });
});
