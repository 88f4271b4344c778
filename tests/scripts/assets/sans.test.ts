import { expect, it } from "vitest";
import { makeSans } from "../../../scripts/assets/sans.ts";

/** In bytes: what a page of staff may load for its type. */
const SIZE_MAX = 65_000;

it("cuts the sans of staff pages to what they are set in", async () => {
  const font = Buffer.from(await makeSans());
  expect(font.toString("latin1", 0, 4)).toBe("wOF2");
  expect(font.length).toBeLessThanOrEqual(SIZE_MAX);
});
