import { foldedWords, withoutApostrophes } from "../text/text.ts";

/**
 * The words by which a search finds some texts: their folded words, once each; “O'Brien” as one
 * word and by what follows the apostrophe; “Müller” as German writes it without the dots, too, and
 * “Mueller” as others write it. So whichever is typed finds all three.
 */
export function indexedWords(...texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text === null ? [] : wordsOf(text))))];
}

/** The words of a search as somebody typed them: the beginnings of indexed ones. */
export function typedWords(typed: string): string[] {
  return foldedWords(asTyped(typed));
}

/** A text without what people leave out when they type it. */
function asTyped(text: string): string {
  return withoutApostrophes(text.replace(/\p{Default_Ignorable_Code_Point}/gu, ""));
}

function wordsOf(text: string): string[] {
  const joined = typedWords(text);
  // Most names have neither apostrophes nor letters that are spelled out: they are folded once.
  const parted = text.replace(/\p{Lm}/gu, " ");
  const parts = (parted === asTyped(text) ? [] : foldedWords(parted)).filter(
    (part) => part.length > 1 && !joined.some((word) => word.startsWith(part)),
  );
  const composed = text.normalize("NFC");
  const spelled = SPELLINGS.flatMap((letters) => {
    const written = withSpelled(composed, letters);
    return written === composed ? [] : typedWords(written);
  });
  const plain = [...joined, ...spelled].map((word) => withoutSpelledUmlauts(word));
  const withRings = plain.map((word) => word.replaceAll("aa", "a"));
  return [...joined, ...parts, ...spelled, ...plain, ...withRings];
}

const SPELLED: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ø: "oe",
  å: "aa",
  đ: "dj",
};
/** Which of them people spell out: “Oedegaard”, “Odegaard”, “Angstroem”. */
const SPELLINGS = [
  /[\u00E4\u00F6\u00FC\u00F8\u00E5\u0111]/giu,
  /[\u00E5\u0111]/giu,
  /[\u00E4\u00F6\u00FC\u00F8]/giu,
];

function withSpelled(composed: string, letters: RegExp): string {
  return composed.replace(letters, (letter) => SPELLED[letter.toLowerCase()] ?? "");
}

/**
 * A folded word with “ae”, “oe” and “ue” as the umlauts that they may stand for. They do not behind
 * a vowel or a “q” (Bauer, Quentin), nor in Michael, Noelle, Suez and œuvre.
 */
const UMLAUT = /(?<![aeiouq])(?:[au](?=e)|o(?=e(?!u)))e(?!l{1,2}[aeiosz]{0,2}$|z$)/g;

export function withoutSpelledUmlauts(word: string): string {
  return word.replace(UMLAUT, (digraph) => digraph.slice(0, 1));
}
