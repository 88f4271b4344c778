import { countryOf } from "../../../shared/text/country-words.ts";
import { readDate } from "./dates.ts";
import type { ImportField } from "./fields.ts";
import { isNothing, isYesOrNo, kindOf, stateOf, visibilityOf } from "./words.ts";

/** Whether a cell can be what a field holds; of most fields, any text can. */
const LOOKS: Partial<Record<ImportField, (cell: string, heading: string) => boolean>> = {
  email: (cell) => /^[^\s@]+@[^\s@]+$/.test(cell.replace(/^mailto:/i, "")),
  website: (cell) => /^(?:https?:\/\/)?[^\s@/]+\.[^\s@/]+(?:\/\S*)?$/i.test(cell),
  country: (cell) => countryOf(cell, "en") !== null,
  kind: (cell) => kindOf(cell) !== null,
  state: (cell) => stateOf(cell) !== null,
  visibility: (cell, heading) => visibilityOf(cell, heading) !== null,
  signed_at: (cell) => readDate(cell) !== null,
  source: (cell) => /^[A-Za-z0-9_.~-]{1,64}$/.test(cell),
};

/**
 * Whether most cells of a column can be what a field holds. A question such as “May we publish your
 * name?” has the word, but no names.
 */
export function suits(field: ImportField, cells: readonly string[], heading: string): boolean {
  const filled = cells.filter((cell) => cell !== "" && !isNothing(cell));
  const looks = LOOKS[field] ?? ((cell: string) => cell.length <= 200 && !isYesOrNo(cell));
  const fitting = filled.filter((cell) => looks(cell, heading));
  return fitting.length * 2 >= filled.length;
}

/** The field that a column tells by its content alone; null if it tells none for certain. */
export function fieldByContent(cells: readonly string[]): ImportField | null {
  const filled = cells.filter((cell) => cell !== "");
  const isAll = (field: "email" | "kind" | "website") =>
    filled.length > 0 && filled.every((cell) => LOOKS[field]?.(cell, "") === true);
  if (isAll("email")) return "email";
  if (isAll("website") && filled.some((cell) => /^https?:\/\//i.test(cell))) return "website";
  return isAll("kind") && new Set(filled).size > 1 ? "kind" : null;
}
