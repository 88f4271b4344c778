import { expect, it } from "vitest";
import { sharePictures } from "../../src/runtime/share-picture/pictures.ts";
import type { SharePicture } from "../../src/shared/pages/share-picture.ts";

const picture = (title: string): SharePicture => {
  return { title, language: "en", publisher: "River Watch", signed: null };
};

function openPictures() {
  let nowMs = Date.parse("2026-05-01");
  const drawn: string[] = [];
  const clock = { now: () => new Date(nowMs) };
  const make = sharePictures(clock, async ({ title }) => {
    drawn.push(title);
    if (title === "wrong") throw new Error("It cannot be drawn.");
    return new TextEncoder().encode(title);
  });
  const ask = async (title: string, slug = "rivers") =>
    Buffer.from((await make(slug, picture(title))) ?? []).toString();
  const turn = (ms: number) => {
    nowMs += ms;
  };
  return { ask, drawn, turn };
}

it("draws what is asked for once, however many ask", async () => {
  const { ask, drawn } = openPictures();
  expect(await Promise.all([ask("A"), ask("A"), ask("A", "lakes")])).toEqual(["A", "A", "A"]);
  expect(drawn).toEqual(["A", "A"]);
});

it("draws a letter once a second at most, and then as it is by that time", async () => {
  const { ask, drawn, turn } = openPictures();
  await ask("A");
  turn(995);
  expect(await Promise.all([ask("B"), ask("C")])).toEqual(["C", "C"]);
  expect(drawn).toEqual(["A", "C"]);
  // A clock that is set back holds nobody up.
  turn(-3_600_000);
  expect(await ask("D")).toBe("D");
});

it("tries again what could not be drawn", async () => {
  const { ask, drawn } = openPictures();
  for (const _ of [1, 2]) await expect(ask("wrong")).rejects.toThrow("cannot be drawn");
  expect(drawn).toEqual(["wrong", "wrong"]);
});
