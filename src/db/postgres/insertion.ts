import { cutJsonRows, POSTGRES_DIALECT } from "../batch/json-rows.ts";
import type { NewSignature } from "../db.ts";
import type { TransactionStatement } from "./transaction.ts";

/**
 * Counts where signatures and what the triggers make of them are written, by the columns that lists
 * are read by and from a few rows. Autovacuum, for which a table that was counted in part still is
 * to be counted, does that a minute later.
 */
const COUNT = `SET LOCAL default_statistics_target = 10;
  ANALYZE (SKIP_LOCKED)
    signature (letter_id, text_number, kind, state, hidden_at, visibility, country, sort_key),
    signature_word (letter_id, word), listed_word (letter_id, text_number, kind, word),
    signature_count (letter_id), event (letter_id), outbox (state)`;

/** New signatures after which the tables are counted. Fewer are sorted within a millisecond. */
const COUNTED_MIN = 1_000;
/** A file may be added a slice at a time: its tables are counted this seldom, in ms. */
const COUNT_EVERY_MS = 2_000;

/**
 * Makes the statements that add signatures. After many the tables are counted, since a page of a
 * list may be made by sorting all of it until autovacuum comes. Who does not own a table may not
 * count it: PostgreSQL passes over it, and over one that is being counted, with a notice that
 * nobody reads.
 */
export function insertions() {
  let uncounted = 0;
  let countedAt = Number.NEGATIVE_INFINITY;
  return async function* insertion(
    rows: readonly NewSignature[],
  ): AsyncGenerator<TransactionStatement> {
    for await (const { columns, json } of cutJsonRows(rows, POSTGRES_DIALECT)) {
      yield { text: POSTGRES_DIALECT.insert("signature", columns), values: [json] };
    }
    uncounted += rows.length;
    if (uncounted < COUNTED_MIN || performance.now() - countedAt < COUNT_EVERY_MS) return;
    yield { text: COUNT, values: [] };
    uncounted = 0;
    countedAt = performance.now();
  };
}
