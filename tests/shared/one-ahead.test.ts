import { expect, it } from "vitest";
import { oneAhead } from "../../src/shared/one-ahead.ts";

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

it("makes the next item while one is worked on, and no more", async () => {
  const said: string[] = [];
  async function* items() {
    for (const one of [1, 2, 3]) {
      said.push(`made ${one}`);
      yield one;
    }
  }
  for await (const one of oneAhead(items())) {
    await tick();
    said.push(`done ${one}`);
  }
  expect(said).toEqual(["made 1", "made 2", "done 1", "made 3", "done 2", "done 3"]);
});

it("tells of a failure once the items before it are done, and ends what is left early", async () => {
  let isOpen = true;
  async function* items() {
    try {
      yield 1;
      throw new Error("the second");
    } finally {
      isOpen = false;
    }
  }
  const done: number[] = [];
  const all = async () => {
    for await (const one of oneAhead(items())) {
      await tick();
      done.push(one);
    }
  };
  await expect(all()).rejects.toThrow("the second");
  expect(done).toEqual([1]);
  isOpen = true;
  for await (const _ of oneAhead(items())) break;
  expect(isOpen).toBe(false);
});
