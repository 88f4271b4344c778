import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VersionText } from "../../../src/letters/versions/add.ts";
import { changeBetween } from "../../../src/letters/versions/change.ts";
import { anyText } from "../../support/any-text.ts";

const text = (body: string, rest: Partial<VersionText> = {}): VersionText => ({
  title: "Rivers",
  closing: "Yours",
  language: "en",
  body,
  ...rest,
});
const between = (before: string, after: string) => changeBetween(text(before), text(after));

const TYPOGRAPHICAL: [string, string, string][] = [
  ["case", "we ask the Council", "We ask the council"],
  ["marks", "a cafe in Łódź, naïve", "a café in Lodz, naive"],
  ["punctuation", "We ask: stop now.", "“We ask” – stop, now!"],
  ["a hyphen for a space", "the non voters", "the non-voters"],
  ["one kind of hyphen for another", "Nord-Süd", "Nord–Süd"],
  ["an apostrophe", "don't", "don’t"],
  ["spaces", "a  b\tc", "a b c"],
  ["lines", "one two\nthree", "one\ntwo three"],
  ["a hard line break", "one two", "one\\\ntwo"],
  ["paragraphs", "one two", "one\n\ntwo"],
  ["emphasis", "one two three", "one **two** *three*"],
  ["emphasis of half a word", "immoral", "im**moral**"],
  ["other Markdown for the same", "*one* & two\n\n- a", "_one_ &amp; two\n\n* a"],
  ["what is not shown", "one two", "one <!-- not --> two\n\n[a]: https://a.example"],
  ["a loose list", "- a\n- b", "- a\n\n- b"],
  ["a dash after a number", "In 2019 – a dry year", "In 2019, a dry year"],
  ["a comma after a number", "In 2019 we met", "In 2019, we met"],
  ["invisible characters", "now here", "n\u00ADow\u200B here\uFEFF"],
  ["joiners", "می‌خواهم", "میخواهم"],
  ["vowel points", "שלום مرحبا", "שָׁלוֹם مَرحبا"],
  ["punctuation of Chinese", "我们要求停止", "我们要求：停止。"],
  ["composed and decomposed", "é か\u3099", "e\u0301 が"],
];

const SMALL: [string, string, string][] = [
  ["now, not", "It is now legal", "It is not legal"],
  ["one letter", "an immoral act", "an immortal act"],
  ["a word more", "We agree", "We never agree"],
  ["a word less", "We do not agree", "We do agree"],
  ["three words", "We ask you to act at once here", "We beg you to act right now here"],
  ["a letter of another script", "a pact", "а pact"],
  ["a letter that looks like one", "a pact", "a раct"],
  ["a sign", "a < b is so", "a > b is so"],
  ["a sign that the fold makes equal", "a = b", "a ≠ b"],
  ["an ampersand", "he & she", "he, she"],
  ["a word that is struck out", "We do not agree", "We do n̶o̶t̶ agree"],
  ["a character of Chinese that is struck out", "我们不同意", "我们不\u0336同意"],
  ["a vowel sign of an Indic script", "गांधी", "गांधि"],
  ["a mark that is a letter in Japanese", "かき", "かぎ"],
  ["three characters of Chinese", "我们要求停止", "我们要求马上停"],
  ["a link's words", "[a text](https://a.example)", "[a book](https://a.example)"],
  ["what was not shown", "We agree <!-- never -->", "We agree never"],
  ["a blank letter", "no one", "no\u3164 one"],
];

const SUBSTANTIAL: [string, string, string][] = [
  ["four words", "a b c d e f", "a u v w x f"],
  ["four words at two places", "a b c d e f", "u v c d x y"],
  ["a point in a number", "3.5 of them", "35 of them"],
  ["a comma in a number", "1,000 of them", "1.000 of them"],
  ["a space in a number", "1 000 of them", "1000 of them"],
  ["a point in a number of Thai", "๑.๕ ล้าน", "๑๕ ล้าน"],
  ["a sign of per cent", "5% of them", "5 of them"],
  ["a sign of per cent after a space", "5 % of them", "5 of them"],
  ["a sign before a number", "less: < 5 of them", "less: > 5 of them"],
  ["a dash between numbers", "pages 5 – 10", "pages 5, 10"],
  ["a minus", "-5 of them", "5 of them"],
  ["a range", "1990–2000", "1990-2000"],
  ["another digit", "in 2019", "in 2020"],
  ["digits of another kind", "5 x²", "５ x2"],
  ["a digit more", "rule of law", "rule 5 of law"],
  ["numbers that change places", "from 3 to 5", "from 5 to 3"],
  ["the number of a point", "3. a\n4. b", "4. a\n5. b"],
  ["points that are numbered", "- a\n- b", "1. a\n2. b"],
  ["points that are joined", "- a\n- b", "- a b"],
  ["a point that goes below another", "- a\n- b", "- a\n  - b"],
  ["a paragraph that is a list", "a\n\nb", "- a\n- b"],
  ["a paragraph that is a quotation", "a b", "> a b"],
  ["a quotation that goes on", "> a\n\nb", "> a\n>\n> b"],
  ["a paragraph that is a heading", "a\n\nb", "# a\n\nb"],
  ["a heading by a line below", "a\n\nb", "a\n---\n\nb"],
  ["a heading of another level", "## a\n\n## b", "## a\n\n### b"],
  ["a word that leaves a heading", "# stop not\n\ncoal", "# stop\n\nnot coal"],
  ["a word of a heading for one below it", "# stop not\n\ncoal", "# stop\n\nall coal"],
  ["code", "one two", "one `two`"],
  ["a paragraph that is code", "a\n\nb", "a\n\n```\nb\n```"],
  ["punctuation in code", "`a.b`", "`a-b`"],
  ["a link that leads elsewhere", "[a](https://a.example)", "[a](https://b.example)"],
  ["a link that is gained", "a b", "[a](https://a.example) b"],
  ["a link that is lost", "[a](https://a.example) b", "a b"],
  ["a link of other words", "[a](https://a.example) b", "[a b](https://a.example)"],
  ["a link of no words", "a b", "a [.](https://a.example) b"],
  ["what is said of a link", '[a](https://a.example "x")', '[a](https://a.example "y")'],
  ["a definition", "[a]\n\n[a]: https://a.example", "[a]\n\n[a]: https://b.example"],
  ["an address", "write to a-b@a.example", "write to ab@a.example"],
  ["a domain", "see a-b.example now", "see ab.example now"],
  ["words that are joined", "we are now here", "we are nowhere"],
  ["words that are split", "we are set apart", "we are set a part"],
  ["words that a hyphen parted", "We re-sign it", "We resign it"],
  ["words that an apostrophe parted", "we're free", "were free"],
  ["joined words beside another change", "we live now here", "they live nowhere"],
  ["a word that is moved", "not all of us agree", "all of us agree not"],
  ["two words that change places", "dogs bite men", "men bite dogs"],
  ["many words with hyphens", "We agree", "We disagree-with-all-of-this"],
  ["many words in one", "We agree", `We ${"disagree".repeat(12)}`],
  ["what was a comment", "<!-- we do not at all --> agree", "we do not at all agree"],
  ["a direction that is turned", "it is not so", "it is \u202Enot\u202C so"],
  ["a character that hides", "it is so", "it\u{E0041} is so"],
  ["four characters of Chinese", "我们要求停止", "我们要求不要马上"],
  ["a separator", "a\n\nb", "a\n\n***\n\nb"],
  ["a separator that moves", "a\n\n***\n\nb c", "a b\n\n***\n\nc"],
];

const many = (count: number, word: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => word(index)).join(" ");

const LONG: [string, string, string][] = [
  [
    "another text",
    many(14_000, (at) => `wordy${at % 97}`),
    many(14_000, (at) => `other${at % 89}`),
  ],
  ["the same word", many(20_000, () => "word"), many(19_900, () => "word")],
  [
    "words in turn",
    many(20_000, (at) => "ab"[at % 2] ?? ""),
    many(20_000, (at) => "ba"[at % 2] ?? ""),
  ],
  ["one word", "a".repeat(100_000), "b".repeat(100_000)],
  ["dots after a number", `1${".".repeat(99_990)}a`, `1${".".repeat(99_990)}b`],
  ["numbers", many(20_000, (at) => `${at % 1_000}`), many(20_000, (at) => `${at % 999}`)],
  ["no spaces", "要求停止".repeat(25_000), "停止要求".repeat(25_000)],
];

describe("the change between two texts", () => {
  it("is none if nothing changed", () => {
    expect(between("a *b*", "a *b*")).toBe("none");
  });

  it.each(TYPOGRAPHICAL)("is typographical: %s", (_, before, after) => {
    expect([between(before, after), between(after, before)]).toEqual(
      Array(2).fill("typographical"),
    );
  });

  it.each(SMALL)("is small, and wants a second person: %s", (_, before, after) => {
    expect([between(before, after), between(after, before)]).toEqual(Array(2).fill("small"));
  });

  it.each(SUBSTANTIAL)("is substantial: %s", (_, before, after) => {
    expect([between(before, after), between(after, before)]).toEqual(Array(2).fill("substantial"));
  });

  it("counts title, closing line and language with the rest", () => {
    const base = text("a b");
    expect(changeBetween(base, { ...base, language: "fr" })).toBe("typographical");
    expect(changeBetween(base, { ...base, title: "RIVERS!" })).toBe("typographical");
    expect(changeBetween(base, { ...base, title: "Seas", closing: "Ours" })).toBe("small");
    expect(changeBetween(base, { ...base, closing: "" })).toBe("small");
    expect(changeBetween(base, { ...base, title: "*Rivers*" })).toBe("typographical");
    expect(changeBetween(base, { ...base, title: "Rivers a", body: "b" })).toBe("substantial");
    const four = { title: "Seas", body: "a c", closing: "Ours truly" };
    expect(changeBetween(base, { ...base, ...four })).toBe("substantial");
  });

  it("is typographical however the same words are set", () => {
    fc.assert(
      fc.property(fc.array(setWord, { minLength: 1, maxLength: 12 }), (set) => {
        const before = set.map(({ word }) => word).join(" ");
        const after = set.map(({ shown, gap }) => shown + gap).join("");
        expect(between(before, `${after}.`)).toBe("typographical");
      }),
    );
  });

  it("is never typographical if the words differ, and small for three at most", () => {
    const words = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (all, places) => {
        const chosen = new Set(places.map((place) => place % all.length));
        const after = all.map((word, index) => (chosen.has(index) ? `new${word}` : word));
        const change = between(all.join(" "), after.join(" "));
        expect(change).toBe(chosen.size <= 3 ? "small" : "substantial");
      }),
    );
  });

  it("is substantial if the numbers differ", () => {
    const numbers = fc.array(fc.constantFrom("a", "b", "3", "3.5", "3,5", "35", "5%", "x2"), {
      minLength: 1,
      maxLength: 6,
    });
    const isNumber = (word: string) => /\d/.test(word);
    fc.assert(
      fc.property(numbers, numbers, (before, after) => {
        fc.pre(before.filter(isNumber).join(" ") !== after.filter(isNumber).join(" "));
        expect(between(before.join(" "), after.join(" "))).toBe("substantial");
      }),
    );
  });

  it("is one of four for any text, and none for the same one alone", () => {
    const markup = fc.array(fc.oneof(anyText, fc.constantFrom(...MARKUP)), { maxLength: 6 });
    fc.assert(
      fc.property(markup, markup, (some, others) => {
        const [before, after] = [some.join(""), others.join("")];
        expect(between(before, before)).toBe("none");
        expect(between(before, after) === "none").toBe(before === after);
      }),
      { numRuns: 150 },
    );
  });

  it.each(LONG)("is found soon in long texts: %s", (_, before, after) => {
    expect(between(before, after)).toBe("substantial");
  });
});

const WORDS = "rivers must stay clean for all people who live near them and drink".split(" ");
const MARKUP = ["# ", "> ", "- ", "1. ", "    ", "\n\n", "[a](b)", "*", "`", "<b>", "&amp;", "***"];

/** A word as it is, and as it may be set. */
const setWord = fc
  .record({
    word: fc.constantFrom(...WORDS),
    set: fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
      (word: string) => `**${word}**`,
      (word: string) => `“${word}”`,
      (word: string) => word.replace("e", "é"),
      (word: string) => `${word[0]}\u00AD${word.slice(1)}`,
    ),
    gap: fc.constantFrom(" ", "-", ", ", "; ", "\n", "\n\n", "  ", " – ", "\\\n"),
  })
  .map(({ word, set, gap }) => ({ word, shown: set(word), gap }));
