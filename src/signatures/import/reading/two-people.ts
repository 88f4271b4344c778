import { isParticle } from "../../../shared/names/particles.ts";
import { isTitle } from "../../../shared/names/set-aside.ts";
import { capitalised, namesInstitution } from "./list-words.ts";

const AND = /\s+(?:and|und|et|ve|och|og|en|\u0438|\u0442\u0430|\u0648)\s+|\s*[&+]\s*/iu;
/** These also join the two family names of one person: “Ortega y Gasset”, “Costa e Silva”. */
const AND_WITHIN_NAMES = /\s+(?:y|e|i|\u0456)\s+/iu;

/**
 * The two people that a name joins, each with the family name: “Ann and Ben Lee”, “Prof. A & Dr B
 * Weir”, “Mr and Mrs Lee”. Null for one person, and for “Marks and Spencer”.
 */
export function twoPeople(name: string): readonly [string, string] | null {
  if (/[\d,;()]/.test(name) || namesInstitution(name)) return null;
  const sure = capitalised(name).split(AND);
  if (sure.length === 2) return joined(sure[0] ?? "", sure[1] ?? "", true);
  const within = capitalised(name).split(AND_WITHIN_NAMES);
  return within.length === 2 ? joined(within[0] ?? "", within[1] ?? "", false) : null;
}

function joined(left: string, right: string, isSure: boolean): readonly [string, string] | null {
  const [first, second] = [titled(left), titled(right)];
  if (![...first.names, ...second.names].every(isName)) return null;
  const family = familyIn(second.names);
  const hasOwn = first.names.length > 1;
  if (hasOwn) return isSure && second.names.length > 1 ? [left.trim(), right.trim()] : null;
  const isCouple = first.names.length === 1 && second.names.length > family.length;
  const isOfTitles = first.titles.length > 0 && second.titles.length > 0;
  // “Mr and Mrs Lee”; whose first name “Mr & Mrs John Lee” has is not said.
  const isBare = first.names.length === 0 && isOfTitles && second.names.length === 1;
  if (!isCouple && !isBare) return null;
  return [[...first.titles, ...first.names, ...family].join(" "), right.trim()];
}

function titled(part: string): { titles: string[]; names: string[] } {
  const words = part
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const behind = words.findIndex((word, at) => !isTitle(word, at > 0));
  const at = behind === -1 ? words.length : behind;
  return { titles: words.slice(0, at), names: words.slice(at) };
}

/** The last word, and the particles before it: “van der Lee”. */
function familyIn(names: readonly string[]): readonly string[] {
  let at = names.length - 1;
  while (at > 1 && isParticle(names[at - 1] ?? "")) at -= 1;
  return names.slice(Math.max(0, at));
}

function isName(word: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}'\u2019.\p{Pd}]*$/u.test(word) || isParticle(word);
}
