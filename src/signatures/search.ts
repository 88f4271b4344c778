import type { Db } from "../db/db.ts";
import { join, leavingOut, type Sql, sql } from "../db/sql.ts";
import { typedWords } from "../shared/names/search-words.ts";

/** The most words of a search; further ones are ignored. */
const WORDS_MAX = 6;
/**
 * The most rows of one word that are counted. If there are so many, walking through any page's
 * order soon meets enough of them; if there are fewer, looking all of them up and sorting them is
 * just as fast.
 */
const MANY = 5_000;

/** Entries that have the words of a search, and whether these are all of them. */
type FoundEntries = { ids: string[]; isAll: boolean };

/** The words that begin with a typed one, and how many rows have them, up to {@link MANY}. */
type CountedWord = { beginning: ReturnType<typeof beginningsOf>[number]; rows: number };

/**
 * Up to `max` entries of a letter, in whatever state, whose name or affiliation has words that
 * begin with each of those typed. The rarest word leads, so that a common one beside it costs
 * little.
 */
export async function entriesNamed(
  db: Db,
  letterId: string,
  typed: string,
  max: number,
): Promise<FoundEntries> {
  return await readNamed(db, letterId, await rarestFirst(db, letterId, typed), max);
}

async function readNamed(
  db: Db,
  letterId: string,
  [rarest, ...others]: readonly CountedWord[],
  max: number,
): Promise<FoundEntries> {
  if (rarest === undefined) return { ids: [], isAll: true };
  const rows = await db.signatureWord.findMany({
    where: {
      letterId,
      ...rarest.beginning,
      AND: others.map(({ beginning }) => ({ signature: { words: { some: beginning } } })),
    },
    take: rowsFor(max),
    select: { signatureId: true },
  });
  const ids = [...new Set(rows.map(({ signatureId }) => signatureId))];
  return { ids: ids.slice(0, max), isAll: rows.length < rowsFor(max) && ids.length <= max };
}

/** An entry has a row for each of its words that begins so. */
function rowsFor(entries: number): number {
  return 2 * entries + 1;
}

/**
 * A condition that words of the name or affiliation begin with each typed word; null if no word was
 * typed. If few entries have them, they are listed by id, so that no page looks through all others
 * for them; if many do, each page soon finds its own.
 */
export async function searchCondition(
  db: Db,
  letterId: string,
  typed: string,
): Promise<{ names: "few" | "many"; sql: Sql } | null> {
  const counted = await rarestFirst(db, letterId, typed);
  const [rarest, ...others] = counted;
  if (rarest === undefined) return null;
  const max = db.$limits.namedMax;
  // Of a single word it is known by now whether it has too many entries to list.
  if (others.length > 0 || rarest.rows < rowsFor(max)) {
    const { ids, isAll } = await readNamed(db, letterId, counted, max);
    if (isAll) {
      return { names: "few", sql: sql`id ${db.$dialect.among(ids)}` };
    }
  }
  const words = counted.map(
    ({ beginning: { word } }) => sql`EXISTS (SELECT 1 FROM signature_word
      WHERE signature_id = signature.id AND word >= ${word.gte} AND word < ${word.lt})`,
  );
  return { names: "many", sql: leavingOut(join(words, " AND ")) };
}

async function rarestFirst(db: Db, letterId: string, typed: string): Promise<CountedWord[]> {
  const counted = await Promise.all(
    beginningsOf(typed).map(async (beginning) => ({
      beginning,
      rows: await db.signatureWord.count({ where: { letterId, ...beginning }, take: MANY }),
    })),
  );
  return counted.sort((left, right) => left.rows - right.rows);
}

function beginningsOf(typed: string) {
  return typedWords(typed)
    .slice(0, WORDS_MAX)
    .map((word) => ({ word: { gte: word, lt: `${word}\u{10FFFF}` } }));
}
