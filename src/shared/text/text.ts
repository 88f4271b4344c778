/** Scripts whose letters join, where a zero-width non-joiner changes how a word is read. */
const JOINING_LETTER = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Phags_Pa}\p{Script=Manichaean}\p{Script=Psalter_Pahlavi}\p{Script=Sogdian}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]`;

/** Signs that join the consonant before them to the next one (canonical combining class 9). */
const VIRAMA =
  "[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA8C4\uA953\uA9C0\uAAF6\uABED]";

const STRAY_JOINER = new RegExp(
  `(?<!${VIRAMA}\\p{M}*)\u200D|(?<!(?:${VIRAMA}|${JOINING_LETTER})\\p{M}*)\u200C|(?<!${VIRAMA}\\p{M}*)\u200C(?!${JOINING_LETTER})`,
  "gu",
);

/** Characters that take no space and join nothing: soft hyphen, word joiner, BOM, their like. */
const INVISIBLE = /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]/gu;

const CONTROL_OR_BIDI =
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u206F\u{E0000}-\u{E007F}]/u;

/** What a decoder writes in place of bytes that are not UTF-8. */
const REPLACEMENT = "\uFFFD";

/**
 * A single line as people meant it: NFC, with runs of white space as one space, without
 * characters that take no space. Joiners stay where they join letters.
 *
 * Source: RFC 5892, appendices A.1 and A.2.
 */
export function tidyLine(text: string): string {
  return withoutInvisible(text)
    .replace(STRAY_JOINER, "")
    .normalize("NFC")
    .replace(/[\t\p{Zs}]+/gu, " ")
    .trim();
}

/** A text without the characters that take no space and join nothing. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
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

/** The distinct folded words of some texts, in order. */
export function foldedWords(...texts: readonly (string | null)[]): string[] {
  const words = texts.flatMap((text) => fold(text ?? "").match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  return [...new Set(words)];
}
