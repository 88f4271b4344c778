import { fold, hasControlCharacters } from "../../shared/text/text.ts";
import type { ShownBlock, ShownText, Span } from "./shown.ts";

/** A word where its readers see it. Words are the same if key and place are. */
export type Word = {
  /** What must be equal: the letters without case and marks, or every character of it. */
  key: string;
  place: string;
  /** Whether a change of it is never small: numbers, addresses, code. */
  isFixed: boolean;
  /** As how many words it counts: a very long one holds several. */
  weight: number;
};

/** Characters that take no space and join nothing. What turns a text changes how it is read. */
const INVISIBLE = /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]/gu;

/** How many letters the longest words have; what is longer may be several that were joined. */
const WORD_LENGTH_MAX = 30;

/** Scripts that put no spaces between words: each of their letters counts as one. */
const UNSPACED = String.raw`(?!\p{N})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Javanese}\p{Script=Balinese}]`;
/** What parts two words, as in the search: “we’re” is two, and “were” is one. */
const JOINT = "[-\u2010\u2011\u2013'\u2018\u2019\u02BC\u00B4`\u2032\uFF07]";
/** Punctuation that is read as a word. */
const SPOKEN = String.raw`[&%\u2030\u2031@#/\\]`;
const LETTER = String.raw`(?:(?!${JOINT})\P{P}|${SPOKEN})`;
/** Marks that go across a letter or around it: what is struck out reads as its opposite. */
const OVERLAY = "[\u0334-\u0338\u20D2\u20D3\u20D8-\u20DA\u20E5\u20E6\u20EA\u20EB\u{1BC9E}\\p{Me}]";

const PIECES = new RegExp(`${UNSPACED}\\p{M}*|(?:(?!${UNSPACED})\\S)+`, "gu");
const WORDS = new RegExp(`${LETTER}+`, "gu");
const IS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");
const IS_EXACT = new RegExp(`\\p{S}|${SPOKEN}|${OVERLAY}`, "u");
const HAS_DIGIT = /\p{N}/u;
const IS_ADDRESS = /@|:\/\/|www\.|[\p{L}\p{N}]\.\p{L}{2,}/iu;
const END_OF_CLAUSE = new Set(".,;:!?…。，、；：！？،؛؟।");

/** The words of a text in the order in which they are read, without punctuation. */
export function wordsOf(text: ShownText): Word[] {
  return text.blocks.flatMap(wordsOfBlock);
}

function wordsOfBlock(block: ShownBlock): Word[] {
  const spans = block.spans
    .filter((span) => !span.isAddress)
    .map((span) => ({ ...span, text: span.text.replace(INVISIBLE, "") }));
  const text = spans.map((span) => span.text).join("");
  const spansOf = walkAlong(spans);
  const pieces = Array.from(text.matchAll(PIECES));
  return pieces.flatMap(({ 0: piece, index }, at): Word[] => {
    const place = (start: number, length: number) => placeOf(spansOf(start, start + length));
    if (spansOf(index, index + piece.length).some((span) => span.isCode)) {
      return [{ key: piece, place: place(index, piece.length), isFixed: true, weight: 1 }];
    }
    if (IS_UNSPACED.test(piece)) {
      // Their marks are letters: か and が.
      const key = piece.normalize("NFKC");
      return [{ key, place: place(index, piece.length), isFixed: false, weight: 1 }];
    }
    if (isFixed(piece) || isOfNumber(piece, pieces[at - 1]?.[0], pieces[at + 1]?.[0])) {
      const bare = withoutEnd(piece) || piece;
      const key = bare.normalize("NFC");
      return [{ key, place: place(index, bare.length), isFixed: true, weight: 1 }];
    }
    return Array.from(piece.matchAll(WORDS)).flatMap(({ 0: word, index: offset }): Word[] => {
      const key = keyOf(word);
      // A mark that stands alone is none of the letters.
      if (key === "") return [];
      const around = place(index + offset, word.length);
      return [{ key, place: around, isFixed: false, weight: weightOf(word) }];
    });
  });
}

function isFixed(piece: string): boolean {
  return HAS_DIGIT.test(piece) || IS_ADDRESS.test(piece) || hasControlCharacters(piece);
}

/** Whether a sign that stands alone belongs to a number: 5 %, < 5, or the dash of 5 – 10. */
function isOfNumber(piece: string, before = "", after = ""): boolean {
  if (/\p{L}/u.test(piece)) return false;
  const numbers = [before, after].filter((one) => HAS_DIGIT.test(one)).length;
  return numbers >= (IS_EXACT.test(piece) ? 1 : 2);
}

function withoutEnd(piece: string): string {
  let end = piece.length;
  while (END_OF_CLAUSE.has(piece[end - 1] ?? "")) end -= 1;
  return piece.slice(0, end);
}

function keyOf(word: string): string {
  return IS_EXACT.test(word) ? word.normalize("NFC") : fold(word);
}

function weightOf(word: string): number {
  return Math.ceil(word.length / WORD_LENGTH_MAX);
}

function placeOf(spans: readonly Span[]): string {
  return [...new Set(spans.map((span) => span.place))].join(" ");
}

/** Gives the spans that a stretch of their text lies in; stretches are asked for in order. */
function walkAlong(spans: readonly Span[]): (start: number, end: number) => Span[] {
  const starts: number[] = [];
  let length = 0;
  for (const span of spans) {
    starts.push(length);
    length += span.text.length;
  }
  let first = 0;
  return (start, end) => {
    while ((starts[first + 1] ?? Infinity) <= start) first += 1;
    let last = first + 1;
    while ((starts[last] ?? Infinity) < end) last += 1;
    return spans.slice(first, last);
  };
}
