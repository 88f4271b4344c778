import { fold } from "../text/text.ts";

/**
 * Whether texts, taken together, have the same words as others, each as often. Capitals, spaces,
 * punctuation and the order do not count; letters, digits, accents and signs such as ♥ do. One
 * thing more may differ: capitals are often typed without the accents of the word, so that a word
 * in plain capitals may gain them (ΓΙΩΡΓΟΣ, Γιώργος; GROSS, Groß).
 */
export function haveSameWords(
  former: readonly (string | null)[],
  corrected: readonly (string | null)[],
): boolean {
  const [were, are] = [wordsOf(former), wordsOf(corrected)];
  const [lost, gained] = [without(were, are), without(are, were)];
  const isSame = lost.map(fold).toSorted().join(" ") === gained.map(fold).toSorted().join(" ");
  return isSame && lost.every(isPlainCapitals);
}

/** Whether texts have no words but those of others, none more often; accents do not count. */
export function hasOnlyWordsOf(
  some: readonly (string | null)[],
  others: readonly (string | null)[],
): boolean {
  return without(wordsOf(some).map(fold), wordsOf(others).map(fold)).length === 0;
}

/** Letters and digits, or a sign that is no punctuation: of those that keyboards have, none is. */
const WORD = /[\p{L}\p{N}\p{M}]+|(?!\p{ASCII})[\p{So}\p{Sc}\p{Sm}]/gu;

function wordsOf(texts: readonly (string | null)[]): string[] {
  return texts.flatMap((text) => text?.normalize("NFC").match(WORD) ?? []);
}

/** Those that the others have not, or not as often. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = others.map(inCapitals);
  return some.filter((word) => {
    const place = left.indexOf(inCapitals(word));
    if (place !== -1) left.splice(place, 1);
    return place === -1;
  });
}

/** A word whatever its case: “ß” as “SS”, and the Turkish “İ” as the “I” of its small letter. */
function inCapitals(word: string): string {
  return word.replaceAll("\u0130", "I").toUpperCase();
}

function isPlainCapitals(word: string): boolean {
  const isUpper = word === word.toUpperCase() && word !== word.toLowerCase();
  return isUpper && !/\p{M}/u.test(word.normalize("NFD"));
}
