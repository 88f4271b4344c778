import type { Db } from "../db/db.ts";
import { perDatabase } from "../db/per-database.ts";
import { join, sql } from "../db/sql.ts";
import { batched } from "../shared/batch.ts";
import type { EditableReason, Letter, LetterState } from "./letter.ts";
import { readLetters } from "./letter-row.ts";

/** The most letters that a page lists. */
const LETTERS_MAX = 200;

/** A letter by the name in its address; null if there is none. */
export async function findLetter(db: Db, slug: string): Promise<Letter | null> {
  return await letterReader(db)(slug);
}

/** Requests for letters that come at the same time, as signers' do, are answered in one batch. */
const letterReader = perDatabase((db) =>
  batched(async (slugs: readonly string[]) => {
    const letters = await readLetters(db, sql`slug IN (${join([...new Set(slugs)])})`);
    return slugs.map((slug) => letters.find((letter) => letter.slug === slug) ?? null);
  }, db.$limits.namedMax),
);

/** The letters in these states, newest first. */
export async function listLetters(db: Db, states: readonly LetterState[]): Promise<Letter[]> {
  // Engines differ in where they sort a missing day.
  return await readLetters(
    db,
    sql`state IN (${join(states)}) ORDER BY published_on IS NULL, published_on DESC, slug LIMIT ${LETTERS_MAX}`,
  );
}

/** A letter's own reasons in the order of its list, including retired ones. */
export async function findReasons(db: Db, letterId: string): Promise<EditableReason[]> {
  return await db.letterReason.findMany({
    where: { letterId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      code: true,
      position: true,
      label: true,
      sentences: true,
      silent: true,
      retiredAt: true,
    },
  });
}
