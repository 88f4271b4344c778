import { expect, it } from "vitest";
import { LinesByText } from "../../../src/signatures/import/lines-by-text.ts";

it("knows of thousands of texts the line of each, and none that it was not told", () => {
  const lines = new LinesByText();
  const told = Array.from({ length: 3_000 }, (_, at) => `text ${at}`);
  expect(told.filter((text, at) => lines.first(text, at + 1) !== null)).toEqual([]);
  expect(told.every((text, at) => lines.first(text, 9_999) === at + 1)).toBe(true);
  expect(lines.size).toBe(3_000);
  expect(lines.first("text 3000", 3_001)).toBeNull();
});
