import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { sendGenerated } from "../support/any-request.ts";
import { openWorld } from "../support/world.ts";

const REQUESTS = 100_000;
/** What may be kept meanwhile, in bytes: plans of statements, words in several languages. */
const GROWTH_MAX = 16 * 1024 * 1024;

it("answers a hundred thousand made-up requests, and holds no more at the end", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const world = await openWorld();
  const heaps: number[] = [];
  const after = (sent: number) => {
    if (sent !== REQUESTS / 5 && sent !== REQUESTS) return;
    collect();
    heaps.push(process.memoryUsage().heapUsed);
  };
  expect(await sendGenerated(world, { seed: 2, count: REQUESTS, after })).toEqual([]);
  const [early = 0, late = 0] = heaps;
  expect(late - early).toBeLessThan(GROWTH_MAX);
  await world.close();
});
