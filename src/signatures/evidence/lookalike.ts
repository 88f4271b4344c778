import { distance } from "fastest-levenshtein";
import { withoutSpelledUmlauts } from "../../shared/names/search-words.ts";
import {
  JOINING_WORDS,
  LEGAL_FORMS,
  PARTS_OF_TITLES,
  SUFFIXES,
  TITLES,
} from "../../shared/names/set-aside.ts";
import { skeleton } from "../../shared/text/skeleton.ts";
import { fold, withoutApostrophes } from "../../shared/text/text.ts";
import type { Kind } from "../name.ts";

/**
 * What a name looks like, whatever its script: names with the same key are look-alikes.
 *
 * It is the skeleton of the folded name, without punctuation, invisible characters, and what
 * people write or leave out: a leading “The”, titles and degrees, “and” or “&”, “Ltd” or “e.V.”,
 * the dots of an umlaut. “Trust, Estuary” is read as “Estuary Trust”. Names that {@link fold} takes
 * for equal have equal keys.
 */
export function lookalikeKey(name: string): string {
  const folded = fold(withoutApostrophes(name));
  const words = withoutTrimmings(keysOf(inOrder(folded).replace(LEADING_THE, "")));
  return words.length === 0 ? fold(name) : words.map(withoutSpelledUmlauts).join(" ");
}

/** A name as registers write it, with its first word last, after a comma. */
function inOrder(folded: string): string {
  const [first = "", ...others] = folded.split(/[,\u060C]/u);
  const isTrimming = (part: string) =>
    keysOf(part).every((word) => BEHIND.has(word) || BEFORE.has(word));
  const [second, ...more] = others.filter((part) => !isTrimming(part));
  if (second === undefined) return first;
  return more.length > 0 ? folded : `${second} ${first}`;
}

function keysOf(folded: string): string[] {
  return (
    folded
      // “O Brien”
      .replace(/(?<!\S)o\s+(?=\p{L}{3})/gu, "o")
      .split(WORD_BREAK)
      .map(wordKey)
      .filter((word) => word !== "")
  );
}

/** The words of a name without titles, joining words, degrees and legal forms; one at least. */
function withoutTrimmings(words: readonly string[]): string[] {
  let [begin, end] = [0, words.length];
  const isBefore = (word: string) => BEFORE.has(word) || (begin > 0 && AFTER_TITLE.has(word));
  while (begin < end - 1 && isBefore(words[begin] ?? "")) begin += 1;
  for (;;) {
    const [two = "", one = ""] = words.slice(begin, end).slice(-2);
    if (end - begin > 1 && BEHIND.has(one)) end -= 1;
    // “e. V.”, “S. A.”
    else if (end - begin > 2 && two.length === 1 && BEHIND.has(two + one)) end -= 2;
    // “Rivers and Co.”
    else if (end < words.length && end - begin > 1 && BETWEEN.has(one)) end -= 1;
    else break;
  }
  const left = words.slice(begin, end);
  return left.filter((word, at) => at === 0 || at === left.length - 1 || !BETWEEN.has(word));
}

const LEADING_THE = /^[^\p{L}\p{N}]*the\s+(?=\S)/u;

/** What separates words: white space, dashes, and characters that are read as a word. */
const WORD_BREAK = /[\s\p{Pd}/&+,;:|\u00B7\u2022]+/gu;

function wordKey(word: string): string {
  const plain = [...word.normalize("NFD")].map(plainLetter).join("");
  return fold(skeleton(plain))
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "")
    .replace(/i/g, "l")
    .normalize("NFC");
}

const ASCII = /^[!-~]+$/;

/**
 * A lower-case letter as the Latin one that it, or its capital, is taken for: “в” is no “b”, but
 * “В” looks like a “B”, and both are one letter here. A capital “I” is taken for an “l”, so “i”,
 * “l” and “1” are all the same.
 */
function plainLetter(letter: string): string {
  const small = skeleton(letter);
  if (ASCII.test(small)) return small.toLowerCase();
  const capital = skeleton(letter.toUpperCase());
  return ASCII.test(capital) ? capital.toLowerCase() : letter;
}

const keySetOf = (words: Iterable<string>) => new Set(Array.from(words, wordKey));
const BEFORE = keySetOf(TITLES);
const AFTER_TITLE = keySetOf(PARTS_OF_TITLES);
const BETWEEN = keySetOf(JOINING_WORDS);
const BEHIND = keySetOf([...SUFFIXES, ...LEGAL_FORMS]);

/** What names are compared by. */
export type Comparable = { nameKey: string; lookalikeKey: string };

/**
 * Whether other names are this one, or can be taken for it: the same key, or one that differs by a
 * slip of the pen. Null if they are two different names.
 */
export function resemblanceTo(
  kind: Kind,
  one: Comparable,
): (other: Comparable) => "same" | "alike" | null {
  const numbers = numbersIn(one.nameKey);
  const letters = lettersIn(one.nameKey);
  const words = inAnyOrder(one);
  return (other) => {
    if (other.nameKey === one.nameKey) return "same";
    if (other.lookalikeKey === one.lookalikeKey) return "alike";
    // Most comparisons end here.
    const longer = Math.abs(other.lookalikeKey.length - one.lookalikeKey.length);
    if (longer > SLIPS_MAX) return null;
    if (numbersDiffer(numbers, other.nameKey)) return null;
    const slips = slipsAllowed(kind, Math.min(letters, lettersIn(other.nameKey)));
    if (longer > slips) return null;
    if (slips === 0) return inAnyOrder(other) === words ? "alike" : null;
    const isNear =
      distance(one.lookalikeKey, other.lookalikeKey) <= slips ||
      distance(words, inAnyOrder(other)) <= slips;
    return isNear ? "alike" : null;
  };
}

/** “Éva Nagy” and “Nagy Éva”, for instance: in half the world the family name comes first. */
function inAnyOrder({ lookalikeKey: key }: Comparable): string {
  return key.split(" ").sort().join(" ");
}

/** Sections and years differ by their numbers alone. */
function numbersDiffer(numbers: string, otherName: string): boolean {
  if (numbers === "") return false;
  const others = numbersIn(otherName);
  return others !== "" && others !== numbers;
}

function numbersIn(name: string): string {
  return name.replace(/\P{N}+/gu, " ").trim();
}

/** Letters and digits, without combining marks; a syllable of Hangul is one. */
function lettersIn(name: string): number {
  return name.normalize("NFC").match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const SLIPS_MAX = 2;

/**
 * How many characters may differ. People's names are short, and two of them may well differ by a
 * letter, as Maria and Mario do: theirs must be long, and only one may differ.
 */
function slipsAllowed(kind: Kind, letters: number): number {
  if (kind === "individual") return letters >= 12 ? 1 : 0;
  if (letters < 6) return 0;
  return letters < 14 ? 1 : SLIPS_MAX;
}
