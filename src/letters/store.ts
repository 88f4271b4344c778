import type { Db } from "../db/db.ts";
import { perDatabase } from "../db/per-database.ts";
import { join, sql } from "../db/sql.ts";
import { together } from "../shared/together.ts";
import type { EditableReason, Letter, LetterState } from "./letter.ts";
import { readLetters } from "./letter-row.ts";

/** Letters a page lists at most. */
const LETTERS_MAX = 200;

/** A letter by the name in its address; null where there is none. */
export async function findLetter(db: Db, slug: string): Promise<Letter | null> {
  return await letterReader(db)(slug);
}

/** Who ask for letters at the same time, as the signers of one do, are answered together. */
const letterReader = perDatabase((db) =>
  together(async (slugs: readonly string[]) => {
    const letters = await readLetters(db, sql`slug IN (${join([...new Set(slugs)])})`);
    return slugs.map((slug) => letters.find((letter) => letter.slug === slug) ?? null);
  }, db.$limits.namedMax),
);

/** A letter by its id; null where there is none. */
export async function findLetterById(db: Db, id: string): Promise<Letter | null> {
  const [letter] = await readLetters(db, sql`letter.id = ${id}`);
  return letter ?? null;
}

/** The letters in these states, newest first. */
export async function listLetters(db: Db, states: readonly LetterState[]): Promise<Letter[]> {
  // Engines differ on where no day at all belongs.
  return await readLetters(
    db,
    sql`state IN (${join(states)}) ORDER BY published_on IS NULL, published_on DESC, slug LIMIT ${LETTERS_MAX}`,
  );
}

/** The reasons of a letter in the order of its list, retired ones too; none where it has no own. */
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
