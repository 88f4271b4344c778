import { isPlainAscii } from "./ascii.ts";

/** Scripts whose letters join, where a zero-width non-joiner changes how a word is read. */
const JOINING_LETTER = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Phags_Pa}\p{Script=Manichaean}\p{Script=Psalter_Pahlavi}\p{Script=Sogdian}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]`;

/** Signs that join the consonant before them to the next one (canonical combining class 9). */
const VIRAMA =
  "[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA8C4\uA953\uA9C0\uAAF6\uABED]";

/** A picture that an emoji is made of, with the sign of its look or the tone of its skin. */
const PICTURE = String.raw`\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?`;

/**
 * Characters without a look that stay, each in its place alone: joiners of letters (RFC 5892, A.1
 * and A.2) and of emoji, the looks of emoji, digits in keycaps, ideographs and Mongolian letters,
 * and the letters of flags such as Scotland's.
 */
const IN_PLACE = [
  String.raw`(?<=${VIRAMA}\p{M}*)\u200D`,
  String.raw`(?<=${VIRAMA}\p{M}*)\u200C`,
  // “র‍্যাব”: how Bengali and Kannada keep their “ra” whole (The Unicode Standard, 12.2 and 12.8).
  String.raw`(?<=[\u09B0\u0CB0])\u200D(?=[\u09CD\u0CCD])`,
  String.raw`(?<=${JOINING_LETTER}\p{M}*)\u200C(?=${JOINING_LETTER})`,
  String.raw`(?<=${PICTURE})\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]`,
  String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`,
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=[\p{Script=Myanmar}\p{Script=Phags_Pa}])\uFE00`,
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180D\u180F]`,
  String.raw`(?<=\p{Script=Mongolian})\u180E(?=[\u1820\u1821])`,
  String.raw`(?<=\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{0,6})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}](?=[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{0,6}\u{E007F})`,
  String.raw`(?<=\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6})\u{E007F}`,
].join("|");

/** What turns the direction of a text until it is closed, and what closes it. */
const TURNING = String.raw`\u202A-\u202E\u2066-\u2069`;

/**
 * Every other character that Unicode lets a program leave out, what is no character, annotations,
 * and what stands for an object that was not copied. What turns a text in its midst stays: that is
 * refused, not mended.
 */
const NOT_SEEN = String.raw`(?![${TURNING}])[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFF9-\uFFFC]`;

const INVISIBLE = new RegExp(`(${IN_PLACE})|${NOT_SEEN}`, "gu");

/** Programs put these around what is copied from them. Overrides are no such thing. */
const WRAPPED = /^[\s\u202A\u202B\u2066-\u2068]+|[\s\u202A\u202B\u202C\u2066-\u2069]+$/gu;

/**
 * A text without the characters that nobody sees: spaces of no width, soft hyphens, marks of
 * direction, fillers, stray joiners and selectors, tags, and what isolates all of it. What a script
 * or an emoji needs stays.
 *
 * Source: RFC 5892, appendices A.1 and A.2; Unicode's Default_Ignorable_Code_Point; UTS 51.
 */
export function withoutInvisible(text: string): string {
  if (isPlainAscii(text)) return text.trim();
  let before = text;
  for (;;) {
    // What was not side by side may be now; each round leaves fewer, so this comes to an end.
    const after = before
      .replace(INVISIBLE, (_, inPlace: string | undefined) => inPlace ?? "")
      .replace(WRAPPED, "")
      .normalize("NFC");
    if (after === before) return after;
    before = after;
  }
}
