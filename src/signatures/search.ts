import type { Db } from "../db/db.ts";
import type { Prisma } from "../db/generated/sqlite/client.ts";
import { foldedWords } from "../shared/text.ts";

/** Words of a search that count; further ones are ignored. */
const WORDS_MAX = 6;
/** Rows of one word that are counted, to begin with the rarest. */
const WORD_COUNT_MAX = 1_000;

/** Entries that bear the words of a search, and whether there are no others. */
type Named = { ids: string[]; isAll: boolean };

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
  const counted = await Promise.all(
    beginningsOf(typed).map(async (beginning) => ({
      beginning,
      rows: await db.signatureWord.count({
        where: { letterId, ...beginning },
        take: WORD_COUNT_MAX,
      }),
    })),
  );
  const [rarest, ...others] = counted.sort((left, right) => left.rows - right.rows);
  if (rarest === undefined) return { ids: [], isAll: true };
  // An entry is there once for each of its words that begins so.
  const take = 2 * max + 1;
  const rows = await db.signatureWord.findMany({
    where: {
      ...{ letterId, ...rarest.beginning },
      AND: others.map(({ beginning }) => ({ signature: { words: { some: beginning } } })),
    },
    take,
    select: { signatureId: true },
  });
  const ids = [...new Set(rows.map(({ signatureId }) => signatureId))];
  return { ids: ids.slice(0, max), isAll: rows.length < take && ids.length <= max };
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
): Promise<Prisma.SignatureWhereInput[]> {
  const beginnings = beginningsOf(typed);
  if (beginnings.length === 0) return [];
  const { ids, isAll } = await entriesNamed(db, letterId, typed, db.$limits.namedMax);
  if (isAll) return [{ id: { in: ids } }];
  return beginnings.map((beginning) => ({ words: { some: { letterId, ...beginning } } }));
}

function beginningsOf(typed: string) {
  return foldedWords(typed)
    .slice(0, WORDS_MAX)
    .map((word) => ({ word: { gte: word, lt: `${word}\u{10FFFF}` } }));
}
