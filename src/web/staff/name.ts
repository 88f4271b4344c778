import { hasControlCharacters, isDamaged, lengthOf, tidyLine } from "../../shared/text/text.ts";

/** In characters: the name of a colleague, or of a passkey. */
const LENGTH_MAX = 60;

/** A short name as a member of staff typed it; null if it is not valid. */
export function readStaffName(typed: string): string | null {
  const name = tidyLine(typed);
  if (name === "" || lengthOf(name) > LENGTH_MAX) return null;
  return hasControlCharacters(name) || isDamaged(name) ? null : name;
}
