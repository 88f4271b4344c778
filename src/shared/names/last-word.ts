import { type Found, primary } from "./found.ts";
import {
  doubleNameFrom,
  familyOf,
  isJoined,
  isOfFamily,
  isParticle,
  isSetBehind,
} from "./particles.ts";
import { bareWord } from "./set-aside.ts";

const INITIALS = /^(?:\p{Lu}\p{M}*\.\p{Pd}?)+$/u;

/** Under the last word, or under the last two where they are one family name. */
export function lastWord(words: readonly string[], language: string): Found {
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
  const name = words.slice(0, end);
  const family = beginOfFamily(name, language);
  let begin = family;
  while (begin > 1 && isSetBehind(words[begin - 1] ?? "")) begin -= 1;
  // “Jan Van den Bossche”, “Nasser Abu al-Hassan”
  if (begin > 1 && isJoined(words[begin - 1] ?? "")) {
    const under = words.slice(begin - 1, end).join(" ");
    const rest = [...words.slice(0, begin - 1), ...words.slice(end)];
    return { under, because: "last-word", rest };
  }
  return familyOf(
    words.slice(begin, end),
    [...words.slice(0, begin), ...words.slice(end)],
    "last-word",
  );
}

/** Where the family name of a name begins, without its particles. */
function beginOfFamily(name: readonly string[], language: string): number {
  const last = name.length - 1;
  const [third = "", second = ""] = name.slice(last - 2, last);
  const double = doubleNameFrom(name, name.length);
  if (double !== null) return double;
  if (last > 1 && (isOfFamily(name) || areTwoFamilies(name, language))) return last - 1;
  // “Ortega y Gasset”, “Puig i Cadafalch”, “von Thurn und Taxis”
  if (last > 2 && /^[yi]$/.test(second)) return last - 2;
  if (last > 3 && second === "und" && isParticle(name[last - 3] ?? "") && !isParticle(third)) {
    return last - 2;
  }
  let begin = last;
  while (begin > 1 && isJoined(name[begin - 1] ?? "")) begin -= 1;
  return begin;
}

/** Languages of Spain and of Spanish America, where people have the names of both parents. */
const OF_BOTH_PARENTS = new Set(["ast", "ca", "es", "eu", "gl"]);
/** The commonest Spanish family names that are no first names, beside those that end like Pérez. */
const SPANISH = new Set(
  `garcia moreno munoz romero alonso navarro torres gil ramos blanco serrano molina morales
  suarez ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido cortes castillo
  santos lozano guerrero cano prieto calvo herrera flores cabrera campos vega fuentes
  carrasco reyes caballero nieto aguilar santana herrero montero hidalgo gimenez
  ibanez ferrer duran mora vargas arias carmona crespo pastor soto saez rojas silva rivera
  ponce mendoza puig vila serra roca etxeberria aguirre`.split(/\s+/),
);

/** “Gabriel García Márquez”, “María José Pérez López” in a letter in Spanish. */
function areTwoFamilies(name: readonly string[], language: string): boolean {
  if (!OF_BOTH_PARENTS.has(primary(language)) || name.some(isParticle)) return false;
  const second = bareWord(name.at(-2) ?? "");
  return name.length > 3 || SPANISH.has(second) || /\p{L}{3}[aeio]z$/u.test(second);
}
