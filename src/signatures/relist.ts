import { z } from "zod";
import type { Db } from "../db/db.ts";
import { raw, sql } from "../db/sql.ts";
import type { Deps } from "../deps.ts";
import { takingTurns } from "../shared/turns.ts";
import { LISTING_RULE, listingColumns } from "./entry.ts";
import { toKind } from "./store.ts";

/** Rows that are renewed at a time: few, so that nobody waits for them. */
const ROWS_AT_ONCE = 40;

const staleRows = z.array(
  z.object({
    id: z.string(),
    kind: z.string().transform(toKind),
    name: z.string(),
    sortName: z.string().nullable(),
    affiliation: z.string().nullable(),
    language: z.string(),
  }),
);

type StaleRow = z.infer<typeof staleRows>[number];

/**
 * Renews what entries are sorted, searched and compared by, if that was made by earlier rules. Each
 * row takes one statement, on the condition that it says what was read, so that this can be broken
 * off at any point and by any process; what changed meanwhile is left to the next round. Gives how
 * many were read.
 */
export async function renewListings(
  { db }: Pick<Deps, "db">,
  mayGoOn: () => boolean,
): Promise<number> {
  const pause = takingTurns();
  let [after, count] = ["", 0];
  while (mayGoOn()) {
    const rows = await staleAfter(db, after);
    const last = rows.at(-1);
    if (last === undefined) return count;
    await db.$inOrder((client) => rows.map((row) => renew(client, row)));
    after = last.id;
    count += rows.length;
    await pause();
  }
  return count;
}

/** The condition is that of the index, word for word, so that nothing else is read. */
async function staleAfter(db: Db, after: string): Promise<StaleRow[]> {
  const rows = await db.$rowsInBackground(
    sql`SELECT id, kind, name, sort_name AS "sortName", affiliation, language FROM signature
      WHERE listing_rule < ${raw(String(LISTING_RULE))} AND id > ${after}
      ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
  );
  return staleRows.parse(rows);
}

function renew(db: Pick<Db, "signature">, row: StaleRow) {
  const { id, name, sortName, affiliation, language } = row;
  return db.signature.updateMany({
    where: { id, name, sortName, affiliation },
    // An entry that is erased has nothing that could be found.
    data: name === "" ? { listingRule: LISTING_RULE } : listingColumns(language, row),
  });
}
