import { recordStaffEvent } from "../accounts/staff-events.ts";
import type { Db } from "../db/db.ts";
import { sql } from "../db/sql.ts";
import { dropImages } from "../images/images.ts";
import type { Clock } from "../shared/clock.ts";
import type { Letter } from "./letter.ts";
import { findLetterById } from "./read.ts";

/** What goes with a draft. */
export type WithDraft = { versions: number; tests: number; people: number };

/**
 * What is deleted with a draft; null if it cannot be deleted: it is or was open, or entries that
 * are no tests are in it, such as imported ones.
 */
export async function goesWithDraft({ db }: { db: Db }, letter: Letter): Promise<WithDraft | null> {
  if (letter.state !== "draft") return null;
  const letterId = letter.id;
  const [published, entries, versions, tests, people] = await Promise.all([
    db.letterVersion.findFirst({ where: { letterId, publicSince: { not: null } } }),
    db.signature.findFirst({ where: { letterId, isTest: false }, select: { id: true } }),
    db.letterVersion.count({ where: { letterId } }),
    db.signature.count({ where: { letterId, isTest: true } }),
    db.role.count({ where: { letterId } }),
  ]);
  return published === null && entries === null ? { versions, tests, people } : null;
}

/**
 * Deletes a draft that never opened; false if it cannot be deleted, or was opened or signed
 * meanwhile. One statement: the database deletes what goes with it. Its history stays, of codes and
 * ids.
 */
export async function deleteDraft(
  deps: { db: Db; clock: Clock },
  letter: Letter,
  by: string,
): Promise<boolean> {
  await deps.db.$write(sql`
    DELETE FROM letter WHERE id = ${letter.id} AND state = ${"draft"}
      AND NOT EXISTS (
        SELECT 1 FROM letter_version
        WHERE letter_version.letter_id = letter.id AND public_since IS NOT NULL
      )
      AND NOT EXISTS (
        SELECT 1 FROM signature WHERE signature.letter_id = letter.id AND NOT is_test
      )`);
  if ((await findLetterById(deps.db, letter.id)) !== null) return false;
  // A copy of it may show the same images.
  await dropImages(deps, [letter.logo, letter.headerImage, letter.headerImageSmall]);
  await recordStaffEvent(deps, { letterId: letter.id, what: "letter-deleted", by });
  return true;
}
