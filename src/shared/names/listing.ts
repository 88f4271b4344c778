import { fold, withoutApostrophes } from "../text/text.ts";
import { areSuffixes, bareWord, isSuffix, isTitle } from "./set-aside.ts";

/** Why an entry is listed under some words of its name. Each has its own sentence. */
export const LISTING_REASONS = [
  "sort-name",
  "comma",
  "capitals",
  "family-first",
  "last-word",
  "particle",
  "article",
  "whole",
] as const;

export type ListingReason = (typeof LISTING_REASONS)[number];

/** Where a name stands in a list: under which of its words, why, and by which key. */
export type Listing = { under: string; because: ListingReason; key: string };

/** A name, and the language of the letter that it stands under. */
export type ListedName = {
  kind: "organisation" | "individual";
  name: string;
  sortName: string | null;
  language: string;
};

/**
 * Where a name stands: under its sort name if one was given; an individual under the family name,
 * an organisation under its name without a leading article of the letter's language.
 *
 * Source: docs/decisions/056 has the rules. The key is never empty for a name with a letter.
 */
export function listingOf({ kind, name, sortName, language }: ListedName): Listing {
  const given = sortName === null ? "" : foldForSorting(sortName);
  if (sortName !== null && given !== "") {
    return { under: sortName, because: "sort-name", key: given };
  }
  const found = kind === "individual" ? personListing(name) : organisationListing(name, language);
  const key = foldForSorting([found.under, ...found.rest].join(" "));
  const isFound = foldForSorting(found.under) !== "";
  if (isFound) return { under: found.under, because: found.because, key };
  return { under: name, because: "whole", key: foldForSorting(name) || fold(name) };
}

type Found = { under: string; because: ListingReason; rest: readonly string[] };

function personListing(name: string): Found {
  const bare = name.replace(/[([{][^()[\]{}]*[)\]}]/g, " ");
  const parts = (/[\p{L}\p{N}]/u.test(bare) ? bare : name)
    .split(/[,\u060C\uFF0C]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first = name, ...others] = parts;
  const given = others.filter((part) => !areSuffixes(part));
  const words = plainWords(first);
  const rest = given.flatMap(plainWords);
  if (rest.length > 0) return familyOf(words, rest, "comma");
  const [only = name] = words;
  if (words.length < 2) return { under: only, because: "whole", rest: [] };
  return familyFirst(words) ?? inCapitals(words) ?? lastWord(words);
}

/** The words of a name without titles before it and degrees behind it; one at least. */
function plainWords(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  let isBehindTitle = false;
  const isOfTitle = (word: string) =>
    isTitle(word, isBehindTitle) || (isBehindTitle && /^\p{Ll}\.$/u.test(word));
  while (words.length > 1 && isOfTitle(words[0] ?? "")) {
    isBehindTitle = true;
    words.shift();
  }
  for (;;) {
    const [two = "", one = ""] = words.slice(-2);
    if (words.length > 1 && isSuffix(one, words.length - 1)) words.pop();
    // “h. c.”, “Ph. D.”; “E. M.” are initials.
    else if (
      words.length > 2 &&
      /^(?:\p{Ll}|\p{Lu}\p{Ll})\.$/u.test(two) &&
      isSuffix(two + one, 1)
    ) {
      words.splice(-2);
    } else return words;
  }
}

const EAST_ASIAN =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\u3005]+$/u;
const KATAKANA = /^[\p{Script=Katakana}\u30FC]+$/u;

/** In Chinese, Japanese and Korean the family name comes first; foreign names in Katakana not. */
function familyFirst(words: readonly string[]): Found | null {
  if (!words.every((word) => EAST_ASIAN.test(word))) return null;
  if (words.every((word) => KATAKANA.test(word))) return null;
  const [under = "", ...rest] = words;
  return { under, because: "family-first", rest };
}

const CAPITALS = /^(?:Mc|Mac|[DdLO]['\u2019])?\p{Lu}[\p{Lu}\p{M}'\u2019\p{Pd}]+$/u;

/** “DUPOND Étienne”, “Gabriel GARCÍA MÁRQUEZ”: capitals at one end, and none at the other. */
function inCapitals(words: readonly string[]): Found | null {
  const are = words.map((word) => CAPITALS.test(word));
  const [first, last] = [are.indexOf(true), are.lastIndexOf(true)];
  const isElsewhere = words.some((word, at) => !are[at] && /\p{Lu}\p{M}*\p{Ll}/u.test(word));
  if (first === -1 || !isElsewhere) return null;
  const family = words.slice(first, last + 1);
  const isWhole = family.every((word, at) => are[first + at] || isParticle(word));
  if (!isWhole || (first > 0 && last < words.length - 1)) return null;
  if (first === 0 && !family.some(isSpoken)) return null;
  return familyOf(family, [...words.slice(0, first), ...words.slice(last + 1)], "capitals");
}

/** Initials without dots, as in “JK Rowling”, can hardly be spoken; “LI”, “NG” and “DUPOND” can. */
function isSpoken(word: string): boolean {
  if (!/\p{Script=Latin}/u.test(word)) return word.length > 2;
  const bare = bareWord(word);
  return bare.length === 2 ? /^(?:[^aeiouy][aeiouy]|ng)$/.test(bare) : /[aeiouy]/.test(bare);
}

const INITIALS = /^(?:\p{Lu}\p{M}*\.\p{Pd}?)+$/u;
/** Which of a family, in Portuguese: a part of its name. */
const OF_FAMILY = new Set(["filho", "filha", "neto", "neta", "netto", "sobrinho", "sobrinha"]);

function lastWord(words: readonly string[]): Found {
  const named = words.filter((word) => !INITIALS.test(word));
  let end = words.length;
  // “Ivanov A. B.”, but “Maria V.”
  while (end > 1 && INITIALS.test(words[end - 1] ?? "")) end -= 1;
  const initials =
    words
      .slice(end)
      .join("")
      .match(/\p{Lu}/gu)?.length ?? 0;
  if (initials < 2 || named.length === 0) end = words.length;
  let begin = end - 1;
  if (end > 2 && OF_FAMILY.has(bareWord(words[begin] ?? ""))) begin -= 1;
  // “Ortega y Gasset”, “Puig i Cadafalch”
  else if (end > 3 && /^[yi]$/.test(words[begin - 1] ?? "")) begin -= 2;
  return familyOf(
    words.slice(begin, end),
    [...words.slice(0, begin), ...words.slice(end)],
    "last-word",
  );
}

const PARTICLES = new Set(
  `von van der den de du des la le las los lo da do dos das di del della dei degli dello ter ten te
  zu zum zur vom af av al el bin ibn ben bint e y i 't het und`.split(/\s+/),
);

function isParticle(word: string): boolean {
  return PARTICLES.has(fold(word).replace(/\u2019/g, "'"));
}

/** “al-Qadir”, “d'Arc”, “dell'Acqua”; “D'Angelo” and “O'Brien” are whole. */
const ATTACHED =
  /^(?:(?:[Aa](?:l|n|r|s|t|z|d|sh|dh|th)|[EeUuIi]l)\p{Pd}|(?:d|l|dell|dall|all|nell)['\u2019\u02BC])(?=\p{L})/u;

/** A family name without its particles, which follow the rest. */
function familyOf(
  words: readonly string[],
  others: readonly string[],
  because: ListingReason,
): Found {
  const begin = words.findIndex((word, at) => at === words.length - 1 || !isParticle(word));
  const [first = "", ...rest] = words.slice(begin);
  const [attached] = ATTACHED.exec(first) ?? [""];
  return {
    under: [first.slice(attached.length), ...rest].join(" "),
    because: begin > 0 || attached !== "" ? "particle" : because,
    rest: [...others, ...words.slice(0, begin), ...(attached === "" ? [] : [attached])],
  };
}

/** Articles by language: those that are words, and those that stand closely before one. */
const ARTICLES: Readonly<Record<string, readonly [words: string, elided?: string]>> = {
  af: ["die"],
  ca: ["el la els les", "l"],
  da: ["den det de"],
  de: ["der die das"],
  el: ["ο η το οι τα"],
  en: ["the"],
  es: ["el la los las"],
  fr: ["le la les", "l"],
  ga: ["an na"],
  gl: ["o a os as"],
  hu: ["a az"],
  it: ["il lo la i gli le", "l"],
  lb: ["den déi dat", "d"],
  nb: ["den det de"],
  nl: ["de het 't"],
  no: ["den det de"],
  oc: ["lo la los las", "l"],
  pt: ["o a os as"],
  sv: ["den det de"],
};

function organisationListing(name: string, language: string): Found {
  const bare = name.replace(/^[^\p{L}\p{N}'\u2019]+/u, "");
  const [words, elided = "\\b\\B"] = ARTICLES[language.toLowerCase().split("-")[0] ?? ""] ?? [];
  const whole = { under: bare, because: "whole", rest: [] } as const;
  if (words === undefined) return whole;
  const article = new RegExp(
    `^(?:(?:${words.replaceAll(" ", "|")})\\s+|(?:${elided})['\u2019\u02BC]\\s*)(?=\\S)`,
    "iu",
  ).exec(bare.replace(/^\u2019/, "'"));
  if (article === null) return whole;
  return { under: bare.slice(article[0].length), because: "article", rest: [] };
}

/** In characters: enough to tell names apart, short enough for an address. */
const SORT_KEY_LENGTH_MAX = 100;

function foldForSorting(text: string): string {
  const folded = fold(withoutApostrophes(text))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
  return [...folded].slice(0, SORT_KEY_LENGTH_MAX).join("").trim();
}
