import type { Deps } from "../deps.ts";
import { displayNames, displayNamesFor } from "./store.ts";

/** The display names of all staff, by account id: what pages and exports show, never an address. */
export async function staffNames(deps: Pick<Deps, "db">): Promise<Map<string, string>> {
  return await displayNames(deps.db);
}

/** The display names of those who have a role for a letter, or for all, by account id. */
export async function letterStaffNames(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<Map<string, string>> {
  return await displayNamesFor(deps.db, letterId);
}
