import { isUniqueViolation } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import type { ImportProblem } from "./file.ts";
import { columnsToAdd, type ImportEntry, readEntries, withFates } from "./rows.ts";

/** What an import did: how many rows it added, and how many were there already. */
export type ImportOutcome =
  | { outcome: "imported"; added: number; alreadyThere: number }
  /** There are more new ones than the database takes at once. */
  | { outcome: "too-many"; rowsMax: number }
  | { outcome: "refused"; problems: ImportProblem[] };

/** How often an import may begin anew because of what came meanwhile. */
const TRIES_MAX = 5;

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/**
 * Adds the signatories of a CSV file to a letter: all of them, or none if a line is wrong.
 *
 * A second run adds nothing twice, and nobody who withdrew is listed again: each row is recognised
 * by a keyed hash of kind, name, title and affiliation that stays in the database.
 */
export async function importSignatories(
  deps: ImportDeps,
  letter: Letter,
  source: string,
): Promise<ImportOutcome> {
  const { entries, problems } = await readEntries(deps, letter, source);
  if (problems.length > 0) return { outcome: "refused", problems };
  for (let tries = 1; ; tries += 1) {
    try {
      return await addMissing(deps, letter, entries);
    } catch (error) {
      // Somebody imported or signed the same after it was looked up: what is there has changed.
      if (!isUniqueViolation(error) || tries === TRIES_MAX) throw error;
    }
  }
}

async function addMissing(
  deps: ImportDeps,
  letter: Letter,
  entries: readonly ImportEntry[],
): Promise<ImportOutcome> {
  const fresh = columnsToAdd(await withFates(deps, letter, entries));
  const rowsMax = deps.db.$limits.importRowsMax;
  if (rowsMax !== null && fresh.length > rowsMax) return { outcome: "too-many", rowsMax };
  await deps.db.$insertSignatures(fresh);
  return { outcome: "imported", added: fresh.length, alreadyThere: entries.length - fresh.length };
}
