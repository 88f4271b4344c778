import type { Found, ListingReason } from "./found.ts";
import { bareWord } from "./set-aside.ts";

/** Which of a family, in Portuguese: a part of its name. */
const OF_FAMILY = new Set([
  "filho",
  "filha",
  "junior",
  "neto",
  "neta",
  "netto",
  "sobrinho",
  "sobrinha",
]);

export function isOfFamily(words: readonly string[]): boolean {
  return words.length > 1 && OF_FAMILY.has(bareWord(words.at(-1) ?? ""));
}

const PARTICLES = new Set(
  `von van der den de du des la le las los lo da do dos das di del della dei degli dello ter ten te
  dela delas delos binti binte ap ferch zu zum zur vom af av al el bin ibn ben bint e y i 't het
  und in op auf aan wa graf gräfin freiherr freifrau baron baronin fürst fürstin prinz
  prinzessin`.split(/\s+/),
);

export function isParticle(word: string): boolean {
  return PARTICLES.has(word.toLowerCase().replace(/[\u2018\u2019]/g, "'"));
}

/** They begin a family name and are a part of it: “Ó Briain”, “St. John”, “Abdel Nasser”. */
export const PREFIXES = new Set(
  `Ó Ní Uí Mac Mc Nic Mhic O St St. Saint San Santa Abd Abdul Abdel Abu Abi Abou Ould Bar Ter Fitz
  \u0639\u0628\u062F \u0623\u0628\u0648 \u0627\u0628\u0648 \u05D1\u05DF \u05D1\u05E8`.split(/\s+/),
);
/** Their capital says nothing: they are set behind the rest however they are written. */
const ALWAYS_BEHIND = /^(?:al|el|bin|ibn|bint|gr.f|gr.fin|frei|baron|f.rst|prinz)/iu;

/** “Le Pen”, “De Niro”, “Van Dyke”: written with a capital, a particle is a part of the name. */
export function isJoined(word: string): boolean {
  if (PREFIXES.has(word) || /^[OD]['\u2018\u2019]$/u.test(word)) return true;
  return isParticle(word) && /^\p{Lu}\p{Ll}+$/u.test(word) && !ALWAYS_BEHIND.test(word);
}

/** “van”, “de”: what is set behind the rest if it stands before a family name. */
export function isSetBehind(word: string): boolean {
  return isParticle(word) && !isJoined(word);
}

/** “LE PEN Marine”, “DU BELLAY Joachim”. */
const ARTICLE_OF_NAME = /^(?:L[AE]|LES|LO|DU|DES)$/;

/** “Ven-de Jong”, “Müller-von der Heide”: two family names, of which the second has particles. */
export function doubleNameFrom(words: readonly string[], end: number): number | null {
  const joins = (word: string, at: number) => {
    const [, joined] = /^.+\p{Pd}(\p{Ll}+)$/u.exec(word) ?? [];
    if (at < 1 || joined === undefined || !isParticle(joined)) return false;
    return words.slice(at + 1, end - 1).every(isSetBehind);
  };
  const at = words.slice(0, end - 1).findIndex(joins);
  return at === -1 ? null : at;
}

/** How many words before a family name are set behind the rest. */
function particlesOf(words: readonly string[]): number {
  const [first = "", second = ""] = words;
  if (ARTICLE_OF_NAME.test(first)) return 0;
  // “Van den Berg, Jan” begins with a capital since it stands first.
  const isOne = (word: string, at: number) =>
    isSetBehind(word) || (at === 0 && isParticle(word) && isSetBehind(second));
  return words.findIndex((word, at) => at === words.length - 1 || !isOne(word, at));
}

/** “al-Qadir”, “d'Arc”, “dell'Acqua”; “D'Angelo” and “O'Brien” are whole. */
const ATTACHED =
  /^(?:(?:[Aa](?:l|n|r|s|t|z|d|sh|dh|th)|[EeUuIi]l)\p{Pd}|(?:d|l|dell|dall|all|nell)['\u2019\u02BC])(?=\p{L})/u;

/** A family name without its particles, which follow the rest. */
export function familyOf(
  words: readonly string[],
  others: readonly string[],
  because: ListingReason,
): Found {
  const begin = particlesOf(words);
  const [first = "", ...rest] = words.slice(begin);
  const [attached] = ATTACHED.exec(first) ?? [""];
  return {
    under: [first.slice(attached.length), ...rest].join(" "),
    because: begin > 0 || attached !== "" ? "particle" : because,
    rest: [...others, ...words.slice(0, begin), ...(attached === "" ? [] : [attached])],
  };
}
