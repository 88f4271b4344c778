import { describe, expect, it } from "vitest";
import { countryOf } from "../../../src/shared/text/country-words.ts";

const WORDS: [string, string | null][] = [
  ["UK", "GB"],
  ["U.K.", "GB"],
  ["gb", "GB"],
  ["GBR", "GB"],
  ["England", "GB"],
  ["Royaume-Uni", "GB"],
  ["USA", "US"],
  ["United States of America", "US"],
  ["EE. UU.", "US"],
  ["США", "US"],
  ["Türkiye", "TR"],
  ["Turkey", "TR"],
  ["The Netherlands", "NL"],
  ["Pays-Bas", "NL"],
  ["Deutschland", "DE"],
  ["ALLEMAGNE", "DE"],
  ["Німеччина", "DE"],
  ["ألمانيا", "DE"],
  ["آلمان", "DE"],
  ["德国", "DE"],
  ["Iran, Islamic Republic of", "IR"],
  ["Bolivia (Plurinational State of)", "BO"],
  ["Bosnia and Herzegovina", "BA"],
  ["Hong Kong SAR China", "HK"],
  ["Kosovo", "XK"],
  ["International", "ZZ"],
  ["Germania", null],
  ["Atlantis", null],
  ["", null],
];

describe("a country in words", () => {
  it.each(WORDS)("is understood: %s", (word, code) => {
    expect(countryOf(word, "en")).toBe(code);
  });

  it("is understood in the letter's own language, too", () => {
    expect(countryOf("Germania", "it")).toBe("DE");
  });
});
