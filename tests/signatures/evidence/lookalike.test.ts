import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOddDomain } from "../../../src/shared/text/domain.ts";
import { mixedWord, skeleton } from "../../../src/shared/text/skeleton.ts";
import { fold } from "../../../src/shared/text/text.ts";
import { lookalikeKey, resemblanceTo } from "../../../src/signatures/evidence/lookalike.ts";
import { KINDS } from "../../../src/signatures/name.ts";
import { nameField } from "../../../src/signatures/signing/fields.ts";
import { anyText } from "../../support/any-text.ts";
import { GENUINE_NAMES } from "../../support/genuine-names.ts";

const compared = (name: string) => ({ nameKey: fold(name), lookalikeKey: lookalikeKey(name) });
const resembles = (left: string, right: string) =>
  resemblanceTo("organisation", compared(left))(compared(right));

describe("a name that imitates another", () => {
  it.each([
    ["Cyrillic letters", "Greenpeace", "Grееnpеасе"],
    ["Cyrillic capitals", "BBC TRUST", "ВВС ТRUSТ"],
    ["Cyrillic throughout", "COMPACT", "СОМРАСТ"],
    ["Greek letters", "Oxfam Hellas", "Οxfam Ηellaς".replace("ς", "s")],
    ["Armenian letters", "Union House", "Uniօn Hօսse"],
    ["Cherokee capitals", "WELL TRUST", "ᎳELL TRUST"],
    ["full width", "Amnesty Watch", "Ａｍｎｅｓｔｙ　Ｗａｔｃｈ"],
    ["mathematical letters", "Amnesty Watch", "𝐀𝐦𝐧𝐞𝐬𝐭𝐲 𝓦𝓪𝓽𝓬𝓱"],
    ["zero width", "Water Aid", "Wa\u200bter A\u2060id\ufeff"],
    ["joiners", "Water Aid", "Wa\u200cter Aid"],
    ["punctuation", "Water-Aid", "Water. Aid!"],
    ["apostrophes", "Anglers’ Union", "Anglers Union"],
    ["dots", "U.N.E.P.", "UNEP"],
    ["one word for two", "Riverwatch Europe", "River Watch Europe"],
    ["a leading “The”", "The Estuary Trust", "Estuary Trust"],
    ["an inversion", "The Estuary Trust", "Estuary Trust, The"],
    ["“&”", "Friends & Rivers", "Friends and Rivers"],
    ["“und”", "Flüsse und Seen", "Flüsse & Seen"],
    ["“Limited”", "Rivers Ltd", "Rivers Limited"],
    ["what it is in law", "Rivers Ltd.", "Rivers"],
    ["“e.V.”", "Flussfreunde e.V.", "Flussfreunde"],
    ["“e. V.” with a space", "Flussfreunde e. V.", "Flussfreunde eV"],
    ["“and Co”", "Rivers and Co", "Rivers & Co."],
    ["“und Co. KG”", "Rivers GmbH und Co. KG", "Rivers GmbH & Co. KG"],
    ["“KGaA”", "Rivers KGaA", "Rivers"],
    ["a physician", "Dr. med. Anna Weber", "Anna Weber"],
    ["an emeritus", "Prof. em. Dr. Anna Weber", "Anna Weber"],
    ["a space for an apostrophe", "Pat O Brien", "Pat O’Brien"],
    ["“, Inc.”", "Rivers, Inc.", "Rivers"],
    ["“, A.C.”", "Fundación Ríos, A.C.", "Fundación Ríos"],
    ["a title at the end", "Weber, Anna, Dr.", "Anna Weber"],
    ["“Univ.-Prof.”", "Univ.-Prof. Dr. Anna Weber", "Anna Weber"],
    ["a doctor", "Dr Anna Weber", "Anna Weber"],
    ["a professor", "Prof. Dr. Anna Weber", "Anna Weber"],
    ["degrees", "Anna Weber, PhD", "Weber, Anna"],
    ["an umlaut", "Anna Müller", "Anna Mueller"],
    ["no umlaut", "Anna Muller", "Anna Mueller"],
    ["an okina", "Hawaiʻi Rivers", "Hawaii Rivers"],
    ["words in another order", "Estuary Rivers Trust", "Trust Rivers Estuary"],
    ["a slip at its beginning", "Friends of the Weir", "Vriends of the Weir"],
    ["accents", "Société des eaux vives", "Societe des eaux vives"],
    ["rn for m", "Modem Rivers", "Modern Rivers"],
    ["l for I", "Institute Illyria", "lnstitute lllyria"],
    ["1 for l", "Clean Rivers League", "C1ean Rivers 1eague"],
    ["0 for O", "OXFAM", "0XFAM"],
    ["a letter left out", "Greenpeace", "Greenpeac"],
    ["a letter doubled", "Greenpeace", "Greennpeace"],
    ["a letter for another", "Médecins Sans Frontières", "Médecins Sans Frontiares"],
    ["two letters swapped", "Friends of the Weir", "Freinds of the Weir"],
  ])("is seen in spite of %s", (_, genuine, imitation) => {
    expect(resembles(genuine, imitation)).not.toBeNull();
    expect(resembles(imitation, genuine)).not.toBeNull();
  });

  it.each([
    ["Estuary Trust", "ESTUARY TRUST"],
    ["Москва", "МОСКВА"],
    ["Νίκος", "ΝΙΚΟΣ"],
    ["Weir", "Weír"],
  ])("is the same name where only case and accents differ: %s, %s", (left, right) => {
    expect(resembles(left, right)).toBe("same");
  });

  it.each([
    ["Local 350", "Local 351"],
    ["Friends of the Weir", "Friends of the Deer Park"],
    ["OXFAM", "OXFAN"],
    ["River Watch", "River Trust"],
  ])("is not seen where there are two: %s, %s", (left, right) => {
    expect(resembles(left, right)).toBeNull();
  });

  it("must be a long one to be taken for another by a slip where it is a person's", () => {
    const ofPeople = (left: string, right: string) =>
      resemblanceTo("individual", compared(left))(compared(right));
    expect(ofPeople("Mario Silva", "Maria Silva")).toBeNull();
    expect(ofPeople("Konstantin Wiśniewski", "Konstantin Wiśniewsky")).toBe("alike");
    expect(ofPeople("Mario Silva", "Мario Silva")).toBe("alike");
    expect(ofPeople("Ada Lovelace", "Lovelace, Ada")).toBe("alike");
    expect(ofPeople("Nagy Éva", "Éva Nagy")).toBe("alike");
  });
});

describe("genuine names", () => {
  const SCRIPTS =
    "Latin Cyrillic Greek Armenian Georgian Hebrew Arabic Syriac Thaana Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Mongolian Ethiopic Cherokee Canadian_Aboriginal Tifinagh Adlam Javanese Balinese Yi Han Hiragana Katakana Hangul Bopomofo";

  it("are two hundred at least, and cover the scripts that people write in", () => {
    expect(new Set(GENUINE_NAMES).size).toBeGreaterThanOrEqual(200);
    const missing = SCRIPTS.split(" ").filter((script) => {
      const letter = new RegExp(String.raw`\p{Script=${script}}`, "u");
      return !GENUINE_NAMES.some((name) => letter.test(name));
    });
    expect(missing).toEqual([]);
  });

  it("are all taken by the form, and none is seen as a mixture of alphabets", () => {
    const refused = GENUINE_NAMES.filter((name) => !nameField.safeParse(name).success);
    expect(refused).toEqual([]);
    expect(GENUINE_NAMES.filter((name) => mixedWord(name) !== null)).toEqual([]);
  });

  it("are not taken for each other, whoever bears them", () => {
    const pairs = KINDS.flatMap((kind) =>
      GENUINE_NAMES.flatMap((name, index) =>
        GENUINE_NAMES.slice(0, index)
          .filter((other) => resemblanceTo(kind, compared(name))(compared(other)) !== null)
          .map((other) => [kind, name, other]),
      ),
    );
    expect(pairs).toEqual([]);
  });
});

describe("a mixture of alphabets", () => {
  it.each(["Grеenpeace", "Οxfam", "Москвa", "Αфины", "Uniօn", "ᎳELL"])("is seen in %s", (name) => {
    expect(mixedWord(`The ${name} Trust`)).toBe(name);
  });

  it.each(["Greenpeace Россия", "NHK協会", "Tシャツ", "LG트윈스", "β-carotene", "10 µm Club"])(
    "is none in %s",
    (name) => {
      expect(mixedWord(name)).toBeNull();
    },
  );
});

describe("a domain", () => {
  it.each(["localhost", "192.0.2.1", "weir.local", "weir.invalid", "a.test", "co.uk", "a.onion"])(
    "is odd where no mail can be expected to arrive: %s",
    (domain) => {
      expect(isOddDomain(domain)).toBe(true);
    },
  );

  it.each(["weir.org", "weir.org.uk", "weir.github.io", "xn--e1afmkfd.xn--p1ai", "weir.example"])(
    "is a plain one where it can: %s",
    (domain) => {
      expect(isOddDomain(domain)).toBe(false);
    },
  );
});

describe("the key of any name", () => {
  const plain = fc.string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789 "),
    minLength: 1,
    maxLength: 30,
  });

  it("rests on a skeleton that has itself for its skeleton", () => {
    fc.assert(
      fc.property(anyText, (any) => {
        expect(skeleton(skeleton(any))).toBe(skeleton(any));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is made of whatever is typed, and is the same for what the fold takes for equal", () => {
    fc.assert(
      fc.property(anyText, (any) => {
        expect(lookalikeKey(fold(any))).toBe(lookalikeKey(any));
        expect(lookalikeKey(any.normalize("NFD"))).toBe(lookalikeKey(any));
      }),
      { numRuns: 1_000 },
    );
  });

  /** What the fold makes another letter of, before anybody compares them: “ſ” is an “s”. */
  const FOLDED_FIRST = "ſƼͺϲ";

  it("stays where small letters and digits are replaced by any that are confusable with them", () => {
    const lookalikes = new Map<string, string[]>();
    for (let code = 0x21; code < 0x1_0000; code += 1) {
      const character = String.fromCodePoint(code);
      if (!/^[\p{L}\p{N}]$/u.test(character) || FOLDED_FIRST.includes(character)) continue;
      const one = skeleton(character);
      lookalikes.set(one, [...(lookalikes.get(one) ?? []), character]);
    }
    fc.assert(
      fc.property(plain, fc.nat(), (name, seed) => {
        const imitation = [...name].map((character, index) => {
          const all = lookalikes.get(skeleton(character)) ?? [character];
          return all[(seed + index * 7) % all.length];
        });
        expect(lookalikeKey(imitation.join(""))).toBe(lookalikeKey(name));
      }),
    );
  });
});
