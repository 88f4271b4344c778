import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import { WAITING_CHANGE } from "../../shared/waiting.ts";
import { oldestPending } from "./counts.ts";

/** Letters that are looked at, the newest. */
const LETTERS_MAX = 90;

/** What waits for moderators in all letters together, counted no further than asked. */
export type QueueBacklog = { pending: number; held: number; oldestPendingAt: Date | null };

/**
 * How many entries and changes wait, how many are held, and since when the oldest one has waited.
 * Reads only indexes, and no more than `max` rows of each.
 */
export async function queueBacklog(deps: Pick<Deps, "db">, max: number): Promise<QueueBacklog> {
  const { signature, letter } = deps.db;
  const newest = { orderBy: { createdAt: "desc" }, take: LETTERS_MAX } as const;
  const ids = (await letter.findMany({ ...newest, select: { id: true } })).map(({ id }) => id);
  // In the order of the one index that begins with the state, so that nothing else is read.
  const count = (state: string) =>
    signature.count({ where: { state }, orderBy: { expiresAt: "asc" }, take: max });
  const [pending, held, proposed] = await Promise.all([
    count("pending"),
    count("held"),
    // There are few. With a state as a condition, or without an order, SQLite would read every row.
    inSlices(deps.db, ids, (some) =>
      signature.findMany({
        where: { letterId: { in: some }, proposedAt: WAITING_CHANGE.proposedAt },
        orderBy: { proposedAt: "asc" },
        take: max,
        select: { state: true },
      }),
    ),
  ]);
  const changes = proposed.filter(({ state }) => state === WAITING_CHANGE.state).length;
  let oldestPendingAt: Date | null = null;
  for (const id of pending + changes === 0 ? [] : ids) {
    const since = await oldestPending(deps, id);
    if (since !== null && (oldestPendingAt === null || since < oldestPendingAt))
      oldestPendingAt = since;
  }
  return { pending: pending + changes, held, oldestPendingAt };
}
