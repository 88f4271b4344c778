import fc from "fast-check";
import { anyCharacter } from "./any-text.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Other ways to write what some programs take for the same text. */
const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replaceAll("-", "+").replaceAll("_", "/"),
  (text) => `${text}=`,
  (text) => `${text}\n`,
  (text) => ` ${text}`,
  (text) => `${text}.`,
  (text) => `${text}.${text}`,
  (text) => text.replaceAll(".", "%2E"),
  (text) => text.replaceAll(".", "．"),
  (text) => text.replaceAll(".", ".."),
  (text) => text.replace(".", ".0"),
];

/**
 * One of these texts, which are parts in base64url with dots between them, or what is nearly one:
 * so that it gets past whatever looks at a text before it looks closely.
 */
export function nearly(genuine: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...genuine);
  const letter = fc.oneof(fc.constantFrom(...ALPHABET, ".", "+", "/", "="), anyCharacter);
  const replaced = fc.tuple(one, fc.nat(), fc.nat(1), letter).map(([text, place, drops, more]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + more + text.slice(at + drops);
  });
  const cut = fc.tuple(one, fc.nat(), fc.nat(40)).map(([text, from, length]) => {
    const at = from % text.length;
    return text.slice(0, at) + text.slice(at + length);
  });
  const respelled = fc
    .tuple(one, fc.constantFrom(...SPELLINGS))
    .map(([text, spell]) => spell(text));
  const crossed = fc.tuple(one, one, fc.nat(15)).map(([left, right, choice]) => {
    const others = right.split(".");
    const part = (mine: string, index: number) =>
      (choice >> index) % 2 === 0 ? mine : (others[index] ?? mine);
    return left.split(".").map(part).join(".");
  });
  const guessed = fc.tuple(one, fc.nat(), fc.infiniteStream(fc.constantFrom(...ALPHABET)));
  return fc.oneof(
    ...[one, replaced, cut, respelled, crossed],
    guessed.map(([text, choice, letters]) => guessPart(text, choice, letters)),
    fc.tuple(one, fc.nat()).map(([text, choice]) => turnLastBit(text, choice)),
  );
}

/** One part made up anew, in small letters and digits where it has no others. */
function guessPart(text: string, choice: number, letters: Iterator<string>): string {
  return changePart(text, choice, (part) => {
    const guess = Array.from(part, () => letters.next().value).join("");
    return /[A-Z_-]/.test(part) ? guess : guess.toLowerCase().replace(/[_-]/g, "0");
  });
}

/** The last letter of a part with another lowest bit, which base64url may leave unused. */
function turnLastBit(text: string, choice: number): string {
  return changePart(text, choice, (part) => {
    const last = ALPHABET.indexOf(part.at(-1) ?? "");
    return part.slice(0, -1) + (ALPHABET[last ^ 1] ?? "");
  });
}

function changePart(text: string, choice: number, change: (part: string) => string): string {
  const parts = text.split(".");
  return parts
    .map((part, index) => (index === choice % parts.length ? change(part) : part))
    .join(".");
}
