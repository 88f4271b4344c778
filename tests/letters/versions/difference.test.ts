import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VersionText } from "../../../src/letters/versions/add.ts";
import { differenceBetween } from "../../../src/letters/versions/difference.ts";
import type { Difference } from "../../../src/shared/text/difference.ts";

const text = (body: string, rest: Partial<VersionText> = {}): VersionText => ({
  title: "Rivers",
  closing: "",
  language: "en",
  body,
  ...rest,
});

/** A difference in lines: `kind marker| =same -removed +added`, marked words in brackets. */
const inLines = ({ parts }: Difference) =>
  parts.map(({ kind, marker, formerMarker, runs }) => {
    const signs = { same: "=", removed: "-", added: "+" };
    const shown = runs.flatMap(({ change, sentences }) =>
      sentences.map((sentence) => {
        const pieces = sentence.map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text));
        return `${signs[change]}${pieces.join("")}`;
      }),
    );
    const head = [kind, formerMarker, marker].filter((part) => part !== null).join(" ");
    return `${head}| ${shown.join(" ")}`;
  });
const linesBetween = (before: string, after: string) =>
  inLines(differenceBetween(text(before), text(after))).slice(1);

const EXAMPLES: [string, string, string, string[]][] = [
  ["nothing", "One. Two.", "One. Two.", ["paragraph| =One. =Two."]],
  [
    "a word of a sentence",
    "We agree. It is now legal to fish. We go on.",
    "We agree. It is not legal to fish. We go on.",
    ["paragraph| =We agree. -It is [now] legal to fish. +It is [not] legal to fish. =We go on."],
  ],
  [
    "words side by side as one",
    "We write with respect and in hope.",
    "We write with respect and without much hope.",
    [
      "paragraph| -We write with respect and [in] hope. " +
        "+We write with respect and [without much] hope.",
    ],
  ],
  ["a sentence more", "One. Three.", "One. Two. Three.", ["paragraph| =One. +Two. =Three."]],
  [
    "a sentence that has nothing in common with the one before",
    "We ask for clean water. We go on.",
    "We all went home. We go on.",
    ["paragraph| -We ask for clean water. +We all went home. =We go on."],
  ],
  [
    "paragraphs that are another",
    "One.\n\nTwo is here.\n\nThree.",
    "One.\n\nWholly other.\n\nThree.",
    [
      "paragraph| =One.",
      "paragraph| -Two is here.",
      "paragraph| +Wholly other.",
      "paragraph| =Three.",
    ],
  ],
  [
    "a paragraph that is cut in two",
    "One. Two.",
    "One.\n\nTwo.",
    ["paragraph| =One.", "paragraph| =Two."],
  ],
  ["emphasis, which is not read", "One **two**.", "*One* two.", ["paragraph| =One two."]],
  [
    "a link that leads elsewhere",
    "See [this book](https://a.example).",
    "See [this book](https://b.example).",
    ["paragraph| -See this book (https://[a.example]). +See this book (https://[b.example])."],
  ],
  ["a quotation", "One.", "> One.", ["paragraph| -One.", "quotation| +One."]],
  [
    "a heading",
    "# One\n\nTwo.",
    "One\n\nTwo.",
    ["heading| -One", "paragraph| +One", "paragraph| =Two."],
  ],
  [
    "a point, and the numbers after it",
    "1. One\n2. Two",
    "1. Zero\n2. One\n3. Two",
    ["point 1.| +Zero", "point 1. 2.| =One", "point 2. 3.| =Two"],
  ],
  ["code, by line", "```\na\nb\n```", "```\na\nc\n```", ["code| =a -b +c"]],
  [
    "a separator",
    "One.\n\nTwo.",
    "One.\n\n***\n\nTwo.",
    ["paragraph| =One.", "break| +* * *", "paragraph| =Two."],
  ],
];

describe("the difference between two texts", () => {
  it.each(EXAMPLES)("shows %s", (_, before, after, lines) => {
    expect(linesBetween(before, after)).toEqual(lines);
  });

  it("shows title and closing line in their places", () => {
    const before = text("One.", { closing: "Yours in hope" });
    const after = text("One.", { title: "Seas", closing: "Yours in fear" });
    expect(inLines(differenceBetween(before, after))).toEqual([
      "title| -Rivers +Seas",
      "paragraph| =One.",
      "closing| -Yours in [hope] +Yours in [fear]",
    ]);
  });

  it("cuts sentences and words as the language does, or as any, if there is none of that name", () => {
    const chinese = { language: "zh", title: "河流" };
    const before = text("我们要求停止污染。我们同意。", chinese);
    const after = text("我们要求停止捕鱼。我们同意。", chinese);
    expect(inLines(differenceBetween(before, after))[1]).toBe(
      "paragraph| -我们要求停止[污染]。 +我们要求停止[捕鱼]。 =我们同意。",
    );
    const unknown = text("One. Two.", { language: "en-12" });
    expect(inLines(differenceBetween(unknown, unknown))).toContain("paragraph| =One. =Two.");
  });

  it("holds every sentence of both texts, each in its order", () => {
    const sentence = fc.constantFrom(
      "We ask.",
      "You hear us now.",
      "You hear us not.",
      "It rains.",
    );
    const body = fc
      .array(fc.tuple(sentence, fc.constantFrom(" ", "\n\n", "\n\n- ", "\n\n> ")), {
        maxLength: 12,
      })
      .map((parts) => ["Yes.", ...parts.map(([words, gap]) => gap + words)].join(""));
    const textOf = (difference: Difference, without: "removed" | "added") =>
      difference.parts
        .flatMap((part) => part.runs.filter((run) => run.change !== without))
        .flatMap((run) =>
          run.sentences.map((pieces) => pieces.map((piece) => piece.text).join("")),
        );
    const wordsOf = (source: string) => source.match(/[A-Z][a-z ]+\./g) ?? [];
    fc.assert(
      fc.property(body, body, (before, after) => {
        const difference = differenceBetween(text(before), text(after));
        expect(textOf(difference, "added").slice(1)).toEqual(wordsOf(before));
        expect(textOf(difference, "removed").slice(1)).toEqual(wordsOf(after));
      }),
      { numRuns: 100 },
    );
  });

  it("says that the whole text was replaced, if too little is left of a long one", () => {
    const long = (word: string) =>
      Array.from({ length: 400 }, (_, at) => `${word} ${at}.`).join(" ");
    const difference = differenceBetween(text(long("One")), text(long("Other")));
    expect(difference).toEqual({ isReplaced: true, parts: [] });
  });
});
