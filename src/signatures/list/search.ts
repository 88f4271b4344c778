import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { empty, join, raw, type Sql, sql } from "../../db/sql.ts";
import { typedWords } from "../../shared/names/search-words.ts";
import { wordBits } from "../word-bits.ts";
import { beyond, type Found, type ListPlace, readFound, walkOf } from "./walk.ts";

/** The most words of a search; further ones are ignored. */
const WORDS_MAX = 6;
/** What one page of a search may cost, in rows; reading and sorting so many takes milliseconds. */
export type SearchBounds = {
  /** The most rows of all typed words together that are counted. */
  counted: number;
  /** The most rows of one of them that are read. */
  wordRows: number;
  /** The most entries of the list that are looked at. */
  walk: number;
};

export const SEARCH_BOUNDS: SearchBounds = {
  counted: 24_000,
  wordRows: 12_000,
  walk: 6_000,
};
/** Entries more than wanted that are found by their bits, which some have by chance. */
const CHANCE_MAX = 50;

/** Entries in the order of the list, and how far it was looked at; null: to its end. */
export type FoundEntries = { entries: Found[]; lookedUntil: Found | null };

/** The folded words of a search, as many as count. */
export function searchedWords(typed: string): string[] {
  return typedWords(typed).slice(0, WORDS_MAX);
}

/** Whether the words of an entry, as JSON, begin with each of those that were typed. */
export function haveWords(searchWords: string, typed: readonly string[]): boolean {
  // Words hold letters and digits alone, so that a quote is where one begins or ends.
  return typed.every((word) => searchWords.includes(`"${word}`));
}

/**
 * The entries after a place in the list that may have all typed words, which remains to be looked
 * at. Two ways lead to them, and each is bounded. The words of entries, if those that begin with
 * one of the typed words are few; what an entry is sorted by is no such word of it, but a stretch
 * of the list itself. Else the list from this place on: a word that many have is soon met there.
 */
export async function findListed(
  db: Db,
  place: ListPlace,
  words: readonly string[],
  wanted: number,
  bounds = SEARCH_BOUNDS,
): Promise<FoundEntries> {
  if (words.length === 0) {
    const entries = await readFound(db, sql`${walkOf(db, place)} LIMIT ${wanted}`);
    return { entries, lookedUntil: null };
  }
  const rare = await rareWordOf(db, place, words, bounds);
  const walk = walkOf(db, place, rare);
  const [edge] = await readFound(db, sql`${walk} LIMIT 1 OFFSET ${bounds.walk - 1}`);
  const max = wanted + CHANCE_MAX;
  const bits = wordBits(words);
  const walked = sql`SELECT sort_key, id FROM (${walk} LIMIT ${bounds.walk}) AS walk
    WHERE (word_bits & ${bits}) = ${bits} LIMIT ${max}`;
  const ofWord =
    rare === null
      ? empty
      : sql`UNION SELECT sort_key, id FROM (${rowsOf(place, rare, edge)}
      AND (word_bits & ${bits}) = ${bits} ORDER BY sort_key, id LIMIT ${max}) AS words`;
  const entries = await readFound(
    db,
    sql`SELECT sort_key, id FROM (${walked}) AS walked ${ofWord}
      ORDER BY sort_key, id LIMIT ${max}`,
  );
  const isFull = entries.length === max;
  return { entries, lookedUntil: (isFull ? entries.at(-1) : edge) ?? null };
}

const countedRow = z.tuple([z.record(z.string(), z.coerce.number())]);

/** The word that the fewest entries have besides what they are sorted by; null if all have many. */
async function rareWordOf(
  db: Db,
  place: ListPlace,
  words: readonly string[],
  { counted, wordRows }: SearchBounds,
): Promise<string | null> {
  const max = Math.min(wordRows, Math.floor(counted / words.length));
  const counts = words.map(
    (word, at) => sql`(SELECT count(*) FROM (
      ${rowsOf({ ...place, country: null, after: null }, word)} LIMIT ${max}) AS counted)
      AS ${raw(`word_${at}`)}`,
  );
  // One row of a column each: of rows that UNION ALL puts together, D1 takes five.
  const [row] = countedRow.parse(await db.$rowsInBackground(sql`SELECT ${join(counts)}`));
  const rowsWith = (at: number) => row[`word_${at}`] ?? max;
  const [rarest] = [...words.keys()].sort((left, right) => rowsWith(left) - rowsWith(right));
  return rarest === undefined || rowsWith(rarest) >= max ? null : (words[rarest] ?? null);
}

/** The rows of all words that begin with a typed one, each with its entry, up to some entry. */
function rowsOf(place: ListPlace, word: string, until?: Found): Sql {
  const { letterId, textNumber, kind, country, after } = place;
  const conditions = [
    sql`letter_id = ${letterId} AND text_number = ${textNumber} AND kind = ${kind}
      AND word >= ${word} AND word < ${beyond(word)}`,
    ...(country === null ? [] : [sql`country = ${country}`]),
    ...(after === null ? [] : [sql`(sort_key, signature_id) > (${after.sortKey}, ${after.id})`]),
    // Beyond, the list is not looked at; so its words are not, either.
    ...(until ? [sql`(sort_key, signature_id) <= (${until.sortKey}, ${until.id})`] : []),
  ];
  return sql`SELECT sort_key, signature_id AS id FROM listed_word
    WHERE ${join(conditions, " AND ")}`;
}
