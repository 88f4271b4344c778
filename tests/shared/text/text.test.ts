import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fold,
  foldedWords,
  hasControlCharacters,
  tidyLine,
} from "../../../src/shared/text/text.ts";
import { anyText } from "../../support/any-text.ts";

describe("a tidied line", () => {
  it("is in NFC, on one line's spaces, without characters that take no space", () => {
    expect(tidyLine("  A\u0308da\u00A0 \t Love\u200Blace\uFEFF\u00AD ")).toBe("Äda Lovelace");
  });

  it("keeps joiners where they join letters, and drops them elsewhere", () => {
    expect(tidyLine("علی‌رضا")).toBe("علی‌رضا");
    expect(tidyLine("क्‍ष")).toBe("क्‍ष");
    expect(tidyLine("A\u200Cd\u200Da")).toBe("Ada");
    expect(tidyLine("\u200Dعلی\u200C")).toBe("علی");
  });

  it("is in NFC and has single spaces when what stood between is gone", () => {
    expect(tidyLine("o\u180E\u0308")).toBe("ö");
    expect(tidyLine("a \u2060 \u200Cb")).toBe("a b");
  });

  it("is tidy already when tidied again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tidyLine(tidyLine(text))).toBe(tidyLine(text));
        expect(tidyLine(text)).toBe(tidyLine(text).normalize("NFC"));
        expect(tidyLine(text)).not.toMatch(/ {2}/);
      }),
      { numRuns: 3_000, examples: [["\u0308\u200D\u094D\u200D"], ["\u1039\u0323\u200D"]] },
    );
  });
});

describe("names", () => {
  const genuine = [
    "Ng",
    "O",
    "李",
    "Madonna",
    "O’Brien-Smith",
    "Jean-Luc d'Arc",
    "Þórdís Ægisdóttir",
    "Nguyễn Thị Minh Khai",
    "محمد بن سلمان",
    "עמוס עוז",
    "ዘውዲቱ",
    "நளினி",
    "สมชาย",
    "Ольга",
    "Ἀριστοτέλης",
    "წერეთელი",
    "Հովհաննես",
    "김철수",
    "佐藤 葵",
    "ᓄᓇᕗᑦ",
    "ئۇيغۇر",
    "བསྟན་འཛིན",
    "350.org",
    "=Equal Rights",
    "@Alliance",
    "+972 Magazine",
    "St. Mary's",
    "Dr. A. B. C.",
    "Human Rights: Now",
    "AT&T",
    "C# Society",
    "a.b",
  ];
  it.each(genuine)("are taken as people write them: %s", (name) => {
    expect(tidyLine(name)).toBe(name);
    expect(hasControlCharacters(name)).toBe(false);
  });

  const hidden = [
    "\u0000",
    "\u001B",
    "\u0085",
    "\u200E",
    "\u200F",
    "\u061C",
    "\u202E",
    "\u2066",
    "\u2069",
    "\u2028",
    "\u{E0041}",
    "\uD800",
  ];
  it.each(hidden)("hold nothing that turns or hides text", (character) => {
    expect(hasControlCharacters(`Ada${character}Lovelace`)).toBe(true);
  });
});

describe("folding", () => {
  it("lets accents, case, width and ligatures not matter, and keeps vowel signs", () => {
    expect(fold("Ångström ＡＢＣ ﬁn Łódź Søren Straße Æon")).toBe(
      "angstrom abc fin lodz soren strasse aeon",
    );
    expect(fold("गांधी")).not.toBe(fold("गध"));
    expect(fold("שָׁלוֹם")).toBe(fold("שלום"));
    expect(fold("مُحَمَّد")).toBe(fold("محمد"));
  });

  it("is the same when folded again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        for (const form of ["NFC", "NFD"]) expect(fold(text.normalize(form))).toBe(fold(text));
      }),
      {
        numRuns: 3_000,
        examples: [["\u{1D157}\u{1D165}\u20DD\u1039"], ["\u{1D157}\u{1D165}\u200D\u094D"]],
      },
    );
  });

  it("splits into words once each", () => {
    expect(foldedWords("The Jo-Cox Foundation", null, "the Société")).toEqual([
      "the",
      "jo",
      "cox",
      "foundation",
      "societe",
    ]);
  });
});
