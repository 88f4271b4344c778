import { isPlainAscii } from "./ascii.ts";
import { withoutInvisible } from "./invisible.ts";

const CONTROL_OR_BIDI =
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u206F]|(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0000}-\u{E007F}]/u;

/** What a decoder writes in place of bytes that are not UTF-8. */
const REPLACEMENT = "\uFFFD";

/**
 * A single line as people meant it: NFC, with runs of white space as one space, without
 * characters that nobody sees, but for those that a script or an emoji needs.
 */
export function tidyLine(text: string): string {
  return withoutInvisible(text)
    .replace(/[\t\p{Zs}\u2800]+/gu, " ")
    .trim();
}

/** Letters and signs as wide as usual: “ａ＠ｂ。ｊｐ” as “a@b.jp”. */
export function ofUsualWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\uFE6B\u3002]/g, (wide) =>
    wide.normalize("NFKC").replace("\u3002", "."),
  );
}

/**
 * A pasted address without the quotes and brackets around it, and without the comma or full stop of
 * a list or a sentence. A closing bracket stays if its opening one does: “/wiki/River_(album)”.
 */
export function unwrapped(text: string): string {
  const inside = text
    .replace(/^[<([{"'`\u2018-\u201F\u00AB\u2039\s]+/, "")
    .replace(/[.,;:!?\u2026"'`\u2018-\u201F\u00BB\u203A\s]+$/, "");
  const closing = inside.at(-1) ?? " ";
  const opening = "<([{"[">)]}".indexOf(closing)];
  if (opening === undefined) return inside;
  const isWhole = inside.split(opening).length === inside.split(closing).length;
  return isWhole ? inside : unwrapped(inside.slice(0, -1));
}

/** Whether a text holds control characters, line breaks or characters that turn its direction. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL_OR_BIDI.test(text);
}

/** Whether a text came from bytes that were not UTF-8. */
export function isDamaged(text: string): boolean {
  return text.includes(REPLACEMENT);
}

export function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** How many characters a text has, as Unicode code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/**
 * A text as searching and sorting see it: compatibility-decomposed, without accents, lower case.
 * Letters that Unicode does not decompose, such as “ø”, stand for their plain neighbours. Vowel
 * signs of scripts such as Devanagari or Thai are letters to their readers and stay.
 */
export function fold(text: string): string {
  if (isPlainAscii(text)) return text.toLowerCase();
  return (
    text
      .normalize("NFKD")
      .replace(/(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}]|[\u200C\u200D]/gu, "")
      // Marks that are next to each other only now have an order of their own.
      .normalize("NFKD")
      .toLowerCase()
      .replace(
        /[\u00F8\u0142\u0111\u00F0\u00FE\u00DF\u00E6\u0153\u0131\u0127\u0167\u03C2]/gu,
        (letter) => PLAIN_LETTERS[letter] ?? letter,
      )
  );
}

const PLAIN_LETTERS: Record<string, string> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
};

/** Apostrophes, and the letters and accents that are written for one. */
const APOSTROPHE =
  /['\u2018\u2019\u201B\u02B9\u02BB-\u02BF\u02C8\u2032\uFF07\uA78B\uA78C\u055A\u05F3`\u00B4]/gu;

/** “O'Brien”, “O’Brien” and “Hawaiʻi” as “OBrien” and “Hawaii”. */
export function withoutApostrophes(text: string): string {
  return text.replace(APOSTROPHE, "");
}

/** The distinct folded words of some texts, in order. */
export function foldedWords(...texts: readonly (string | null)[]): string[] {
  const words = texts.flatMap((text) => fold(text ?? "").match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  return [...new Set(words)];
}
