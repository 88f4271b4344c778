import { withoutBehind, withoutBeside, withoutBirthName } from "./beside.ts";
import { type Found, primary } from "./found.ts";
import { lastWord } from "./last-word.ts";
import { familyOf, isOfFamily, isParticle, PREFIXES } from "./particles.ts";
import { areSuffixes, bareWord, isSuffix, isTitle } from "./set-aside.ts";

/** “Anna Müller | WWF”, “Anna Müller – Greenpeace”, but “Jean - Luc Godard”. */
const BEHIND_NAME = /(?<=\S\s+\S.*)\s(?:\p{Pd}|[|/\u00B7\u2022])\s/u;

/** Of a person, by the rules of docs/decisions/056. */
export function personListing(name: string, language: string): Found {
  const [line = name, ...behind] = withoutBeside(name)
    .split(BEHIND_NAME)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const parts = line
    .split(/[,\u060C\uFF0C]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first = name, ...others] = parts;
  const given = [...others, ...behind].filter((part) => !areSuffixes(part));
  const words = plainWords(first);
  const [next = ""] = others.filter((part) => !areSuffixes(part));
  if (next !== "" && isInverted(words, next, language)) {
    return familyOf(words, given.flatMap(plainWords), "comma");
  }
  const found = ofWords(words, language) ?? { under: words[0] ?? name, because: "whole", rest: [] };
  return { ...found, rest: [...found.rest, ...given] };
}

function ofWords(words: readonly string[], language: string): Found | null {
  if (words.length < 2) return null;
  return inCapitals(words) ?? familyFirst(words, language) ?? lastWord(words, language);
}

/** Whether two parts are the halves of one name: “O'Neil, Cy”, but not “Ann Lee, Leeds”. */
export function areNameTurned(family: string, given: string, language: string): boolean {
  return isInverted(plainWords(family), given, language);
}

/** Languages whose family names often have two words. */
const TWO_NAMES = new Set(["ca", "es", "eu", "gl", "pt"]);

/**
 * Whether a comma turns a name round: “Müller, Anna”, “van der Berg, Jan”, “GARCÍA MÁRQUEZ,
 * Gabriel”. In “Anna Müller, Berlin” and “Müller, director” it does not.
 */
function isInverted(words: readonly string[], next: string, language: string): boolean {
  const isWritten = (text: string) => /^[^\p{L}]*\p{Ll}/u.test(text);
  if (isWritten(next) && !isWritten(words.at(-1) ?? "")) return false;
  const names = words.filter((word) => !isParticle(word) && !PREFIXES.has(word));
  if (names.length < 2 || words.every((word) => CAPITALS.test(word))) return true;
  if (TWO_NAMES.has(primary(language)) && names.length === 2) return true;
  return names.length === 2 && (isOfFamily(words) || /^[yi]$/.test(words.at(-2) ?? ""));
}

/** The words of a name without titles before it and degrees behind it; one at least. */
function plainWords(text: string): string[] {
  const all = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const words = withoutBehind(withoutBirthName(all));
  // “The Rev. Ann Lee”
  if (/^the$/i.test(words[0] ?? "") && isTitle(words[1] ?? "", false)) words.shift();
  // “RA Peter Meier”: a lawyer; “RA Peter” may be a name.
  if (/^(?:RA|CA)$/.test(words[0] ?? "") && words.length > 2) words.shift();
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

/** What nine of ten Vietnamese are called; with these accents nobody else. */
const VIETNAMESE = new Set(
  "nguyễn nguyen tran pham huynh hoang trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý".split(
    " ",
  ),
);
const isVietnamese = (word: string) => VIETNAMESE.has(word.normalize("NFC").toLowerCase());
/** “Kim Dae-jung”, “Wong Kar-wai”: Korean and Chinese first names in Latin letters. */
const IN_SYLLABLES = /^\p{Lu}\p{Ll}{1,5}\p{Pd}\p{Ll}{1,6}$/u;

/** Languages whose speakers are listed by the first name, there being no family names. */
const BY_FIRST_NAME = new Set(["am", "is", "my", "ti"]);

/** “Ivanovich”, “Петровна”: called after the father. */
const PATRONYMIC =
  /(?:\u0438\u0447|[\u043E\u0435\u0454]\u0432\u043D\u0430|\u0456\u0432\u043D\u0430|\u0438\u0447\u043D\u0430|[eo]vich|[eo]vna)$/iu;

/** A family name, where “Markovich” may be one as well: “John Paul Markovich”. */
const SLAVIC = /(?:[oey]va?|[iy]na?|sk(?:i|y|iy|yi|aya|a)|enko|[cy]?uk)$/iu;

/**
 * In Chinese, Japanese, Korean, Hungarian and Vietnamese the family name comes first; foreign names
 * in Katakana not. So it does before a first name and a patronymic. Icelanders, Ethiopians and
 * Burmese have none.
 */
function familyFirst(words: readonly string[], language: string): Found | null {
  const [under = "", ...rest] = words;
  const isEastAsian =
    words.every((word) => EAST_ASIAN.test(word)) && !words.every((word) => KATAKANA.test(word));
  const isFromVietnam = isVietnamese(under) && !isVietnamese(rest.at(-1) ?? "");
  const isWithFather =
    rest.length === 2 &&
    PATRONYMIC.test(rest[1] ?? "") &&
    !PATRONYMIC.test(rest[0] ?? "") &&
    (!/\p{Script=Latin}/u.test(under) || SLAVIC.test(under));
  const isInSyllables = rest.length === 1 && under.length <= 7 && IN_SYLLABLES.test(rest[0] ?? "");
  const isFirst = isEastAsian || isFromVietnam || isWithFather || isInSyllables;
  if (BY_FIRST_NAME.has(primary(language))) return byFirstName(words);
  if (/^(?:U|Daw)$/.test(under) && rest.length > 1) return byFirstName(words);
  if (!isFirst && !["hu", "vi"].includes(primary(language))) return null;
  return { under, because: "family-first", rest };
}

/** “Daw Khin Myo Chit”: what Burmese put before their names is none of them. */
function byFirstName(words: readonly string[]): Found {
  const begin = words.length > 1 && /^(?:U|Daw|Ko|Ma|Maung|Sayadaw)$/.test(words[0] ?? "") ? 1 : 0;
  const [under = "", ...rest] = words.slice(begin);
  return { under, because: "whole", rest };
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
