import { countriesOf } from "../../../shared/text/country-words.ts";
import { looksLikePerson, namesInstitution } from "../reading/list-words.ts";
import { readDateCell } from "./dates.ts";
import type { ImportField } from "./fields.ts";
import {
  asksAboutPublishing,
  isKindItself,
  isNothing,
  isYesOrNo,
  kindOf,
  meansAnonymous,
  stateOf,
  visibilityOf,
} from "./words.ts";

/** Whether a cell can be what a field holds; of most fields, any text can. */
const LOOKS: Partial<Record<ImportField, (cell: string, heading: string) => boolean>> = {
  email: (cell) => /^[^\s@]+@[^\s@]+$/.test(cell.replace(/^mailto:/i, "")),
  website: (cell) => /^(?:https?:\/\/)?[^\s@/]+\.[^\s@/]+(?:\/\S*)?$/i.test(cell),
  country: (cell) => countriesOf(cell, "en").length > 0,
  kind: (cell) => kindOf(cell) !== null,
  state: (cell) => stateOf(cell) !== null,
  visibility: (cell, heading) => visibilityOf(cell, heading) !== null,
  signed_at: (cell) => readDateCell(cell) !== null,
  source: (cell) => /^[A-Za-z0-9_.~-]{1,64}$/.test(cell),
};

/**
 * Whether most cells of a column can be what a field holds. A question such as “May we publish your
 * name?” has the word, but no names.
 */
export function suits(field: ImportField, cells: readonly string[], heading: string): boolean {
  const filled = cells.filter((cell) => cell !== "" && !isNothing(cell));
  const looks = LOOKS[field] ?? isWords;
  const fitting = filled.filter((cell) => looks(cell, heading));
  return fitting.length * 2 >= filled.length;
}

/** Whether nobody wrote anything into a column: Microsoft Forms writes “anonymous” for them. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "" || isNothing(cell) || meansAnonymous(cell));
}

/** Whether a column answers “May we publish your name?”, in a word or a sentence. */
export function asksToBeNamed(heading: string, cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== "");
  return filled.length > 0 && asksAboutPublishing(heading) && suits("visibility", filled, heading);
}

/** One kind for all if nearly all names say so. */
export function kindByNames(names: readonly string[]): "organisation" | "individual" | null {
  const filled = names.filter((name) => name !== "");
  const isMost = (test: (name: string) => boolean) =>
    filled.length > 0 && filled.filter(test).length >= filled.length * 0.9;
  if (isMost(namesInstitution)) return "organisation";
  return isMost(looksLikePerson) ? "individual" : null;
}

/** The field that a column tells by its content alone; null if it tells none for certain. */
export function fieldByContent(cells: readonly string[]): ImportField | null {
  const filled = cells.filter((cell) => cell !== "");
  const isAll = (field: "email" | "website") =>
    filled.length > 0 && filled.every((cell) => LOOKS[field]?.(cell, "") === true);
  if (isAll("email")) return "email";
  if (isAll("website") && filled.some((cell) => /^https?:\/\//i.test(cell))) return "website";
  return filled.every(isKindItself) && new Set(filled).size > 1 ? "kind" : null;
}

/** A number is no name, nor is an answer. */
function isWords(cell: string): boolean {
  return cell.length <= 200 && !isYesOrNo(cell) && /\p{L}/u.test(cell);
}
