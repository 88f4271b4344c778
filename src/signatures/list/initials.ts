import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import type { SignedText } from "../../letters/versions/texts.ts";
import { KINDS, type Kind } from "../name.ts";
import { BEGINNING, type Cursor } from "./cursor.ts";
import { blockOf, blockScriptOf, LETTER_BLOCKS } from "./letter-blocks.ts";
import { IS_LISTED } from "./walk.ts";

/** Where the names of one letter begin in the list, or those of another script than its own. */
type Initial = {
  label: { letter: string } | { script: string } | { digits: true };
  /** The page from there on. */
  place: Cursor;
};

/** How many stand under a text, of one kind, and where their letters begin. */
export type IndexedPart = {
  textNumber: number;
  isCurrent: boolean;
  kind: Kind;
  count: number;
  place: Cursor;
  /** Empty for a short part. */
  initials: Initial[];
};

/** Parts of a list that have an index; further texts that few signed have none. */
const PARTS_MAX = 4;
/** A part of as many entries as a page holds needs no index. */
const INDEXED_MIN = 100;
/** Letters of an index: more than any alphabet has. What comes after them is reached by paging. */
const INITIALS_MAX = 60;

/** What a list consists of, in its order: each text that was signed, and of each both kinds. */
export async function indexOfList(
  { db }: { db: Db },
  letter: { id: string; language: string },
  texts: readonly SignedText[],
  kind: Kind | null,
  indexedMin = INDEXED_MIN,
): Promise<IndexedPart[]> {
  const parts = texts.flatMap((text) =>
    KINDS.filter((one) => kind === null || one === kind).map((one) => ({
      textNumber: text.textNumber,
      isCurrent: text.isCurrent,
      kind: one,
      count: text.counts[`${one}s`],
      place: { textNumber: text.textNumber, kind: one, ...BEGINNING },
    })),
  );
  const signed = parts.filter(({ count }) => count > 0).slice(0, PARTS_MAX);
  // Of a short part, too: what a page asks of the database stays the same while a list grows.
  const found = await Promise.all(signed.map((part) => initialsOf(db, letter, part)));
  return signed.map((part, at) => ({
    ...part,
    initials: part.count > indexedMin ? (found[at] ?? []) : [],
  }));
}

const firstRows = z.array(z.object({ first: z.string(), step: z.coerce.number() }));

/**
 * The letters that occur, in the order of the list. The index of the list is entered once for each
 * of them, so that this costs the same however many entries a letter has.
 */
async function initialsOf(
  db: Db,
  letter: { id: string; language: string },
  { textNumber, kind }: { textNumber: number; kind: Kind },
): Promise<Initial[]> {
  const own = blockScriptOf(letter.language);
  const first = (start: Sql) => sql`(SELECT substr(sort_key, 1, 1) FROM signature
    ${db.$dialect.by("signature_list_idx")}
    WHERE letter_id = ${letter.id} AND text_number = ${textNumber} AND ${IS_LISTED}
      AND kind = ${kind} AND sort_key >= ${start} ORDER BY sort_key, id LIMIT 1)`;
  const rows = firstRows.parse(
    await db.$rowsInBackground(sql`
      WITH RECURSIVE initial(first, step) AS (
        SELECT ${first(sql`${""}`)}, 1
        UNION ALL
        SELECT ${first(beyondInitial(own))}, step + 1 FROM initial
        WHERE first IS NOT NULL AND step < ${INITIALS_MAX}
      )
      SELECT first, step FROM initial WHERE first IS NOT NULL`),
  );
  const inOrder = rows.sort((left, right) => left.step - right.step);
  return inOrder.map(({ first: character }) => ({
    label: labelOf(character, own),
    place: { textNumber, kind, sortKey: character, id: BEGINNING.id },
  }));
}

/** Where the next letter begins, as an expression: in the text's own script after this one. */
function beyondInitial(own: string): Sql {
  const next = sql`first || ${"\u{10FFFF}"}`;
  const ways = LETTER_BLOCKS.map(({ end, script }) =>
    script === own ? sql`WHEN first < ${end} THEN ${next}` : sql`WHEN first < ${end} THEN ${end}`,
  );
  return sql`CASE ${join(ways, " ")} ELSE ${next} END`;
}

const WITH_CAPITALS = new Set(["Latn", "Grek", "Cyrl", "Armn"]);

function labelOf(first: string, own: string): Initial["label"] {
  const script = blockOf(first);
  if (script === "digits") return { digits: true };
  if (script !== own && script !== null) return { script };
  return { letter: script && WITH_CAPITALS.has(script) ? first.toUpperCase() : first };
}
