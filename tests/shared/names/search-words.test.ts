import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexedWords, typedWords } from "../../../src/shared/names/search-words.ts";
import { foldedWords } from "../../../src/shared/text/text.ts";
import { GENUINE_NAMES } from "../../support/genuine-names.ts";

/** As the list does it: each typed word is the beginning of a word of the entry. */
function finds(typed: string, text: string): boolean {
  const words = indexedWords(text);
  return typedWords(typed).every((typedWord) => words.some((word) => word.startsWith(typedWord)));
}

describe("a search", () => {
  it.each([
    ["obrien", "O'Brien", "O’Brien", "OʼBrien", "O´Brien", "o`brien"],
    ["hawaii", "Hawaiʻi", "Hawai'i", "Hawai’i"],
    ["Müller", "Mueller", "MUELLER"],
    ["Muller", "Müller", "Mueller"].slice(0, 2),
    ["Köln", "Koeln"],
    ["Bär", "Baer"],
    ["Häuser", "Haeuser"],
    ["d'Arc", "d’Arc", "dArc"],
    ["Société", "societe"],
    ["Straße", "strasse"],
    ["Ørsted", "Orsted"],
    ["l'Union", "L’Union"],
  ])("finds %s under each of its spellings", (...spellings) => {
    for (const typed of spellings)
      for (const text of spellings) expect([typed, text, finds(typed, text)]).toContain(true);
  });

  it.each([
    ["brien", "Pat O'Brien"],
    ["arc", "Jeanne d'Arc"],
    ["union", "L’Union des rivières"],
    ["mue", "Anna Müller"],
    ["oersted", "Hans Ørsted"],
    ["aarhus", "Århus Vand"],
    ["mül", "Anna Mueller"],
    ["al\u200Bda", "Alda"],
    ["odegaard", "Martin Ødegård"],
    ["ødegård", "Martin Oedegaard"],
    ["angstroem", "Ångström"],
    ["åge", "Aage"],
    ["djordje", "Đorđe"],
  ])("finds %s in %s", (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it.each([
    ["michal", "Michael Bauer"],
    ["samul", "Samuel"],
    ["manul", "Manuela"],
    ["bur", "Bauer"],
    ["suz", "Suez"],
    ["noll", "Noelle"],
    ["quntin", "Quentin"],
    ["ouvre", "L'œuvre"],
    ["hawai i", "Honolulu"],
  ])("does not take every “ue” for an umlaut: %s, %s", (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });

  it("finds every name by itself, and by each of its words", () => {
    const claim = (name: string) => {
      expect(finds(name, name), name).toBe(true);
      for (const word of foldedWords(name).filter((one) => one.length > 1))
        expect(finds(word, name), `${word} in ${name}`).toBe(true);
    };
    GENUINE_NAMES.forEach(claim);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (name) => finds(name, name)),
      {
        numRuns: 500,
      },
    );
  });
});
