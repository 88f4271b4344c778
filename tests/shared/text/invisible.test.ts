import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutInvisible } from "../../../src/shared/text/invisible.ts";
import { hasControlCharacters, tidyLine } from "../../../src/shared/text/text.ts";
import { anyText } from "../../support/any-text.ts";

describe("characters that nobody sees", () => {
  it.each([
    ["a space of no width before it", "\u200BAda", "Ada"],
    ["a mark of direction behind it", "Ada Lovelace\u200F", "Ada Lovelace"],
    ["a mark of direction in it", "Ada\u200E Lovelace", "Ada Lovelace"],
    ["an Arabic letter mark", "\u061Cعلي", "علي"],
    ["a soft hyphen", "Love\u00ADlace", "Lovelace"],
    ["a byte order mark", "\uFEFFAda", "Ada"],
    ["a word joiner", "Ada\u2060", "Ada"],
    ["a Hangul filler", "\u3164Ada\uFFA0", "Ada"],
    ["fillers of Hangul's parts", "\u115F\u1160김", "김"],
    ["a combining grapheme joiner", "A\u034Fda", "Ada"],
    ["a variation selector alone", "Ada\uFE0F \uFE0E", "Ada"],
    ["a selector behind a Latin letter", "A\u{E0101}da", "Ada"],
    ["tags", "Ada\u{E0041}\u{E0064}", "Ada"],
    ["a stray joiner", "A\u200Cd\u200Da", "Ada"],
    ["a joiner at the end of an Arabic name", "علی\u200C", "علی"],
    ["what a program isolates its copies with", "\u2068Ada Lovelace\u2069", "Ada Lovelace"],
    ["what another embeds them in", "\u202AAda\u202C", "Ada"],
    ["the place of a picture", "Ada\uFFFC", "Ada"],
    ["an annotation", "\uFFF9Ada\uFFFB", "Ada"],
    ["what is no character", "\uFFFEAda\uFDD0", "Ada"],
    ["all of it", "\u200B\u200B \u200F", ""],
  ])("are taken out: %s", (_, text, seen) => {
    expect(tidyLine(text)).toBe(seen);
  });

  it.each([
    ["a Persian name", "علی‌رضا"],
    ["“RAB” in Bengali", "\u09B0\u200D\u09CD\u09AF\u09BE\u09AC"],
    ["a Kannada name", "\u0CB0\u200D\u0CCD\u0CAF"],
    ["a conjunct of Hindi", "क्‍ष"],
    ["a half form of Sinhala", "ශ්‍රී"],
    ["Malayalam", "ന്‍"],
    ["a family", "👨‍👩‍👧"],
    ["a healer with a tone of skin", "👩🏽‍⚕️"],
    ["a red heart", "❤️"],
    ["a keycap", "1️⃣"],
    ["the flag of Scotland", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["the flag of the rainbow", "🏳️‍🌈"],
    ["an ideograph as a family writes it", "葛\u{E0100}城"],
    ["Mongolian", "ᠮᠣᠩᠭᠣᠯ᠎ᠠ"],
  ])("stay where a script or an emoji needs them: %s", (_, text) => {
    expect(tidyLine(text)).toBe(text.normalize("NFC"));
    expect(hasControlCharacters(tidyLine(text))).toBe(false);
  });

  it.each(["Ada \u202Eecalevol", "Ada \u2066x\u2069 y", "A\u0000da", "\u202EAda"])(
    "are not those that turn a text or control a machine: %j",
    (text) => {
      expect(hasControlCharacters(tidyLine(text))).toBe(true);
    },
  );

  it("are all gone at once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const seen = withoutInvisible(text);
        expect(withoutInvisible(seen)).toBe(seen);
        expect(seen).not.toMatch(/[\u200B\u200E\u200F\u00AD\uFEFF\u2060]/);
      }),
      // Composed with the vowel before it, the sign no longer joins.
      { numRuns: 1_000, examples: [["\u0DD9\u0DCA\u200D"]] },
    );
  });
});
