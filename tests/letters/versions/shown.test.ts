import fc from "fast-check";
import { expect, it } from "vitest";
import { changeBetween } from "../../../src/letters/versions/change.ts";
import { letterText } from "../../../src/runtime/letter-texts/letter-text.ts";
import { fold } from "../../../src/shared/text/text.ts";
import { englishWords } from "../../../views/page/words.ts";

/** A text with everything that Markdown can show and hide. */
const TEXT = `# We ask, now

We do **not** support 3.5% of *the* plan; see [the report](https://a.example/x "y") & [other][ref].
It costs 1,000 €. Write to a-b@c.example.

> They said so. A well-known man's view.

1. One point
2. Two points
   - inner not

- a \`code here\` b

Last line\\
after break. <b>raw</b> &amp; <!-- hidden not --> end.

[ref]: https://ref.example "no"

***

Final words are here.`;

const PUT = [
  ..." \n#>*_`[]()<>!&-+=\\\"'.,?%€05aot\u00E9\u200B\u00AD\u202E\u200C\u0301\u0336\u00A0\u0430",
  ..."\n\n|\n> |\n- |\n1. |\n    |<!--|-->|&#78;|&shy;|](x)|[ref]|<i>|---\n|\n===\n| not ".split(
    "|",
  ),
];
const edit = fc.record({
  at: fc.nat(TEXT.length),
  cut: fc.constantFrom(0, 0, 0, 1, 2),
  put: fc.constantFrom("", ...PUT),
});

/** What a reader of the page sees of a text: letters, numbers, and what they stand in. */
function onThePage(body: string) {
  const html = letterText(body, englishWords)
    .html.replace(/<(span|ol) class="on-paper".*?<\/\1>/gs, "")
    .replace(/<a href="#point-[^>]*>#<\/a>/g, "");
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replace(/[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]/gu, "")
    .replace(/&#x(.+?);/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return {
    letters: fold(text).replace(/[\p{P}`\s]/gu, ""),
    numbers: text.match(/(?!`)[\p{N}\p{S}%]/gu)?.join(""),
    structure: html.match(/<(?:h\d|li|ol|ul|blockquote|pre|code|hr|a )[^>]*>/g)?.join(""),
  };
}

it("is typographical only if the page keeps its letters, its numbers and what they stand in", () => {
  const text = (body: string) => ({ title: "A", body, closing: "", language: "en" });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
      const body = edits.reduce(
        (made, { at, cut, put }) => made.slice(0, at) + put + made.slice(at + cut),
        TEXT,
      );
      const change = changeBetween(text(TEXT), text(body));
      const [before, after] = [onThePage(TEXT), onThePage(body)];
      if (change === "none" || change === "typographical") expect(after).toEqual(before);
      if (change === "small") expect(after.structure).toBe(before.structure);
    }),
    { numRuns: 100 },
  );
});
