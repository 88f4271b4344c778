import { describe, expect, it } from "vitest";
import {
  type DifferencePart,
  type DifferenceRun,
  differenceLines,
  shownStretches,
} from "../../../src/shared/text/difference.ts";

const run = (change: DifferenceRun["change"], ...texts: string[]): DifferenceRun => ({
  change,
  sentences: texts.map((text) => [{ text, isMarked: false }]),
});
const paragraph = (...runs: DifferenceRun[]): DifferencePart => ({
  kind: "paragraph",
  marker: null,
  formerMarker: null,
  runs,
});
const lines = (...parts: DifferencePart[]) =>
  differenceLines({ isReplaced: false, parts }, (unchanged) => `(${unchanged})`);

describe("a difference as it is shown", () => {
  it("keeps the sentence before and after a change, and counts the others", () => {
    expect(
      lines(
        paragraph(run("same", "A.", "B.", "C."), run("removed", "D."), run("same", "E.")),
        paragraph(run("same", "F.", "G.")),
        paragraph(run("same", "H."), run("added", "I.")),
      ),
    ).toEqual(["", "  (2)", "", "  C.", "- D.", "  E.", "", "  (2)", "", "  H.", "+ I."]);
  });

  it("shows a sentence that stands alone between two that it shows", () => {
    const alone = [run("removed", "A."), run("same", "B.", "C.", "D."), run("added", "E.")];
    expect(lines(paragraph(...alone))).toEqual(["", "- A.", "  B.", "  C.", "  D.", "+ E."]);
  });

  it("begins a point with its number once, and shows one whose number changed", () => {
    const point = { ...paragraph(run("same", "A.", "B.", "C.")), marker: "2.", formerMarker: "1." };
    expect(lines(point)).toEqual(["", "  2. A.", "", "  (2)"]);
    expect(shownStretches({ isReplaced: false, parts: [point] })[0]).toMatchObject({
      marker: "2.",
      formerMarker: "1.",
    });
    const end = { ...paragraph(run("same", "A.", "B."), run("added", "C.")), marker: "2." };
    expect(lines(end)).toEqual(["", "  (1)", "", "  B.", "+ C."]);
  });

  it("is a count alone if nothing changed", () => {
    expect(lines(paragraph(run("same", "A.", "B.")))).toEqual(["", "  (2)"]);
  });
});
