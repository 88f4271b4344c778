import type { Db, Prisma } from "../db/db.ts";
import { foldedWords } from "../shared/text/text.ts";

/** Words of a search that count; further ones are ignored. */
const WORDS_MAX = 6;
/**
 * Rows of one word that are counted. So many are found on the way through any page's order before
 * long; of fewer, all are looked up and sorted as fast.
 */
const MANY = 5_000;

/** Entries that bear the words of a search, and whether there are no others. */
type Named = { ids: string[]; isAll: boolean };

/** A word of a search: those that begin with it, and how many rows have one, up to {@link MANY}. */
type Counted = { beginning: ReturnType<typeof beginningsOf>[number]; rows: number };

/**
 * Up to so many entries of a letter, in whatever state, whose name or affiliation has words that
 * begin with each of those typed. Led by the rarest word, so that a common one beside it costs
 * little.
 */
export async function entriesNamed(
  db: Db,
  letterId: string,
  typed: string,
  max: number,
): Promise<Named> {
  return await readNamed(db, letterId, await rarestFirst(db, letterId, typed), max);
}

async function readNamed(
  db: Db,
  letterId: string,
  [rarest, ...others]: readonly Counted[],
  max: number,
): Promise<Named> {
  if (rarest === undefined) return { ids: [], isAll: true };
  const rows = await db.signatureWord.findMany({
    where: {
      ...{ letterId, ...rarest.beginning },
      AND: others.map(({ beginning }) => ({ signature: { words: { some: beginning } } })),
    },
    take: rowsFor(max),
    select: { signatureId: true },
  });
  const ids = [...new Set(rows.map(({ signatureId }) => signatureId))];
  return { ids: ids.slice(0, max), isAll: rows.length < rowsFor(max) && ids.length <= max };
}

/** An entry is there once for each of its words that begins so. */
function rowsFor(entries: number): number {
  return 2 * entries + 1;
}

/**
 * Conditions that each typed word is the beginning of a word of name or affiliation. Few entries
 * are named one by one, so that no page looks through all others for them; among many, each page
 * finds its own soon.
 */
export async function searchClauses(
  db: Db,
  letterId: string,
  typed: string,
  /** Rows of a word from which on there are many. */
  many = MANY,
): Promise<Prisma.SignatureWhereInput[]> {
  const counted = await rarestFirst(db, letterId, typed);
  const [rarest, ...others] = counted;
  if (rarest === undefined) return [];
  const max = db.$limits.namedMax;
  // Of one word it is known by now whether it has too many entries to name them.
  if (others.length > 0 || rarest.rows < rowsFor(max)) {
    const { ids, isAll } = await readNamed(db, letterId, counted, max);
    if (isAll) return [{ id: { in: ids } }];
  }
  const words = counted.map(({ beginning }) => ({ letterId, ...beginning }));
  // Both say the same. From the second SQLite cannot begin with all entries of a word and sort
  // them: it goes through the page's own order until the page is full.
  return rarest.rows < many
    ? words.map((some) => ({ words: { some } }))
    : words.map((none) => ({ NOT: { words: { none } } }));
}

async function rarestFirst(db: Db, letterId: string, typed: string): Promise<Counted[]> {
  const counted = await Promise.all(
    beginningsOf(typed).map(async (beginning) => ({
      beginning,
      rows: await db.signatureWord.count({ where: { letterId, ...beginning }, take: MANY }),
    })),
  );
  return counted.sort((left, right) => left.rows - right.rows);
}

function beginningsOf(typed: string) {
  return foldedWords(typed)
    .slice(0, WORDS_MAX)
    .map((word) => ({ word: { gte: word, lt: `${word}\u{10FFFF}` } }));
}
