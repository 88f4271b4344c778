import type { Deps } from "../deps.ts";
import { displayNames } from "./store.ts";

/** The display names of all staff, by account id: what pages and exports show, never an address. */
export async function staffNames(deps: Pick<Deps, "db">): Promise<Map<string, string>> {
  return await displayNames(deps.db);
}
