import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import type { Kind } from "../name.ts";

/** A part of the list: who signed one text, of one kind, perhaps of one country, after an entry. */
export type ListPlace = {
  letterId: string;
  textNumber: number;
  kind: Kind;
  country: string | null;
  after: Found | null;
};

/** An entry, by what the list is in the order of. */
export type Found = { sortKey: string; id: string };

/** What makes an entry public under its name. */
export const IS_LISTED = sql`state = 'published' AND hidden_at IS NULL AND visibility = 'full'`;

/**
 * The entries of a part of the list, in its order: all, or those whose sort key begins in one way.
 * The index is named: an engine that has counted the tables at a bad moment may think of another.
 */
export function walkOf(db: Db, place: ListPlace, beginning: string | null = null): Sql {
  const { letterId, textNumber, kind, country } = place;
  const index = country === null ? "signature_list_idx" : "signature_country_idx";
  // One place to start from: an engine that is given two may take the one that leads further round.
  const first = beginning === null ? null : { sortKey: beginning, id: "" };
  const start = laterOf(place.after, first);
  const conditions = [
    sql`letter_id = ${letterId} AND text_number = ${textNumber} AND ${IS_LISTED} AND kind = ${kind}`,
    ...(country === null ? [] : [sql`country = ${country}`]),
    ...(start === null ? [] : [sql`(sort_key, id) > (${start.sortKey}, ${start.id})`]),
    ...(beginning === null ? [] : [sql`sort_key < ${beyond(beginning)}`]),
  ];
  return sql`SELECT sort_key, id, word_bits FROM signature ${db.$dialect.by(index)}
    WHERE ${join(conditions, " AND ")} ORDER BY sort_key, id`;
}

/** Comes after all texts that begin with another. */
export function beyond(beginning: string): string {
  return `${beginning}\u{10FFFF}`;
}

/** The later of two places, in the order that the database has: that of code points. */
function laterOf(left: Found | null, right: Found | null): Found | null {
  if (left === null || right === null) return left ?? right;
  const [ofLeft, ofRight] = [[...left.sortKey], [...right.sortKey]];
  const differing = ofLeft.findIndex((character, at) => character !== ofRight[at]);
  if (differing === -1) return ofLeft.length < ofRight.length ? right : left;
  const codeOf = (characters: string[]) => characters[differing]?.codePointAt(0) ?? -1;
  return codeOf(ofLeft) > codeOf(ofRight) ? left : right;
}

const foundRows = z.array(z.object({ sort_key: z.string(), id: z.string() }));

/** Reads entries, without holding anybody up meanwhile. */
export async function readFound(db: Db, entries: Sql): Promise<Found[]> {
  const rows = foundRows.parse(await db.$rowsInBackground(entries));
  return rows.map(({ sort_key: sortKey, id }) => ({ sortKey, id }));
}
