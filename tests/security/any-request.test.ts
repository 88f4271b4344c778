import { expect, it } from "vitest";
import { sendGenerated } from "../support/any-request.ts";
import { openWorld } from "../support/world.ts";

it("answers whatever is asked, and tells nothing of its inside", async () => {
  const world = await openWorld();
  expect(await sendGenerated(world, { seed: 1, count: 2_000 })).toEqual([]);
  await world.close();
});
