import { z } from "zod";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { waitingByLetter } from "../../mail/waiting.ts";
import { DAY_MS, windowStart } from "../../shared/clock.ts";
import { DECIDING_MOVES } from "./decisions.ts";
import type { QueueState } from "./order.ts";

/** The entries of a letter by state, and since when the oldest that waits has waited. */
export type QueueCounts = {
  counts: Record<QueueState, number>;
  /** Pending ones that are set aside, which are not among the others. */
  aside: number;
  oldest: Date | null;
};

const countedRows = z.array(
  z.object({ letterId: z.string(), state: z.string(), count: z.coerce.number() }),
);

/**
 * How many entries of each letter are in each state that staff can look at; changes that wait count
 * as pending. Triggers keep the counts, so that nothing is counted here.
 */
export async function queueCounts(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letterIds: readonly string[],
): Promise<Map<string, QueueCounts>> {
  const [rows, waiting] = await Promise.all([
    db.$rows(sql`
      SELECT letter_id AS "letterId", state, sum(count) AS count FROM signature_count
      WHERE letter_id ${db.$dialect.among(letterIds)}
      GROUP BY letter_id, state`),
    waitingByLetter(db, letterIds, clock.now()),
  ]);
  const counted = Map.groupBy(countedRows.parse(rows), ({ letterId }) => letterId);
  return new Map(
    letterIds.map((id) => {
      const kept = new Map(counted.get(id)?.map(({ state, count }) => [state, count]));
      const wait = waiting.get(id);
      const counts = {
        pending: wait?.pending ?? 0,
        held: wait?.held ?? 0,
        published: kept.get("published") ?? 0,
        rejected: kept.get("rejected") ?? 0,
        unverified: kept.get("unverified") ?? 0,
      };
      return [id, { counts, aside: wait?.aside ?? 0, oldest: wait?.oldestPending ?? null }];
    }),
  );
}

/** The same of one letter. */
export async function countsOf(
  deps: Pick<Deps, "db" | "clock">,
  letterId: string,
): Promise<QueueCounts> {
  const found = (await queueCounts(deps, [letterId])).get(letterId);
  if (found === undefined) throw new Error("Each letter that is asked for is counted.");
  return found;
}

/** Decisions of one day: those of one member of staff, and everybody's. */
export type Throughput = { own: number; all: number };

const decidedRows = z.array(
  z.object({ by: z.string(), move: z.string().nullable(), count: z.coerce.number() }),
);

/**
 * Decisions about a letter since midnight UTC; those that were undone no longer count. Staff are
 * listed for the index's sake: what signatories did, by far the most, is not read.
 */
export async function decidedToday(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letterId: string,
  { own, staff }: { own: string; staff: readonly string[] },
): Promise<Throughput> {
  const midnight = db.$dialect.date(windowStart(clock.now(), DAY_MS));
  const groups = decidedRows.parse(
    await db.$rowsInBackground(sql`
      SELECT "by", move, count(*) AS count FROM event
      WHERE letter_id = ${letterId} AND "by" IN (${db.$dialect.texts(staff)})
        AND at >= ${midnight}
      GROUP BY "by", move`),
  );
  const sum = (some: typeof groups) =>
    some.reduce((total, group) => total + weightOf(group) * group.count, 0);
  // A takedown can be undone on the day after, and by somebody else.
  const [byOwn, byAll] = [sum(groups.filter(({ by }) => by === own)), sum(groups)];
  return { own: Math.max(0, byOwn), all: Math.max(0, byAll) };
}

/** One for a decision, minus one for a decision undone, zero for everything else. */
function weightOf({ move }: { move: string | null }): number {
  if (move === "undo" || move === "put-back") return -1;
  return DECIDING_MOVES.some((decision) => decision === move) ? 1 : 0;
}
