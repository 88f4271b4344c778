import type { Db } from "../db/db.ts";
import { joined, sql } from "../db/sql.ts";
import type { EditableReason, Letter, LetterState } from "./letter.ts";
import { readLetters } from "./letter-row.ts";

/** Letters a page lists at most. */
const LETTERS_MAX = 200;

/** A letter by the name in its address; null where there is none. */
export async function findLetter(db: Db, slug: string): Promise<Letter | null> {
  const [letter] = await readLetters(db, sql`slug = ${slug}`);
  return letter ?? null;
}

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
    sql`state IN (${joined(
      states.map((state) => sql`${state}`),
      ", ",
    )}) ORDER BY published_on IS NULL, published_on DESC, slug LIMIT ${LETTERS_MAX}`,
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
