import { z } from "zod";
import type { Db } from "../db/db.ts";
import { leavingOut, raw, sql } from "../db/sql.ts";

/** What waits for moderators in a letter. A change of a published entry counts as pending. */
export type Waiting = {
  pending: number;
  /** Pending ones that are set aside, which are not among the others. */
  aside: number;
  held: number;
  /** Since when the oldest of all has waited, the oldest pending one, and the oldest held one. */
  oldest: Date;
  oldestPending: Date | null;
  oldestHeld: Date | null;
};

const moment = z.coerce.date().nullable();
const waitingRow = z.object({
  letterId: z.string(),
  pending: z.coerce.number(),
  aside: z.coerce.number(),
  held: z.coerce.number(),
  changes: z.coerce.number(),
  oldestPending: moment,
  oldestHeld: moment,
  oldestChange: moment,
});

/**
 * What waits in some letters, or in all of them, by letter; letters in which nothing waits are left
 * out. One statement that reads kept counts, the first row of each state, and the changes, which
 * are few; so it can be called often.
 */
export async function waitingByLetter(
  db: Db,
  letters: "all" | readonly string[],
  now: Date,
): Promise<Map<string, Waiting>> {
  const ids = letters === "all" ? await allLetters(db) : letters;
  const { texts, by, date } = db.$dialect;
  const kept = (state: string) => sql`(SELECT coalesce(sum(count), 0) FROM signature_count
    WHERE signature_count.letter_id = asked.letter_id AND state = ${state})`;
  // A state that stands in a row, and not in the statement, leads to no index of the queue, whose
  // order is another one: an engine that thinks that few wait would sort all of them.
  const at = date(now);
  const oldest = (state: "pending" | "held") => sql`(
    SELECT signed_at FROM signature ${by("signature_state_idx")}
    WHERE signature.letter_id = asked.letter_id AND state = asked.${raw(state)}
      AND ${leavingOut(sql`(later_until IS NULL OR later_until <= ${at})`)}
    ORDER BY signed_at, id LIMIT 1)`;
  const changes = sql`FROM signature ${by("signature_letter_id_proposed_at_idx")}
    WHERE signature.letter_id = asked.letter_id AND proposed_at IS NOT NULL
      AND ${leavingOut(sql`state = 'published'`)}`;
  const aside = sql`FROM signature ${by("signature_later_idx")}
    WHERE signature.letter_id = asked.letter_id AND later_until > ${at}
      AND ${leavingOut(sql`state = 'pending'`)}`;
  const rows = await db.$rows(sql`
    WITH given(letter_id) AS (${texts(ids)}),
    asked AS MATERIALIZED (SELECT letter_id, 'pending' AS pending, 'held' AS held FROM given)
    SELECT letter_id AS "letterId", ${kept("pending")} AS pending, ${kept("held")} AS held,
      ${oldest("pending")} AS "oldestPending", ${oldest("held")} AS "oldestHeld",
      (SELECT count(*) ${changes}) AS changes, (SELECT count(*) ${aside}) AS aside,
      (SELECT proposed_at ${changes} ORDER BY proposed_at LIMIT 1) AS "oldestChange"
    FROM asked`);
  const waiting = new Map<string, Waiting>();
  for (const row of z.array(waitingRow).parse(rows)) {
    const oldestPending = earliest(row.oldestPending, row.oldestChange);
    const oldest = earliest(oldestPending, row.oldestHeld);
    const { held, aside, letterId, oldestHeld } = row;
    const pending = row.pending - aside + row.changes;
    if (oldest !== null)
      waiting.set(letterId, { pending, aside, held, oldest, oldestPending, oldestHeld });
  }
  return waiting;
}

/** The earliest of some moments; null if there is none. */
export function earliest(...moments: readonly (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map((at) => at.getTime())));
}

async function allLetters(db: Db): Promise<string[]> {
  return (await db.letter.findMany({ select: { id: true } })).map(({ id }) => id);
}
