import type { Deps } from "../../deps.ts";
import { earliest, waitingByLetter } from "../../mail/waiting.ts";

/** What waits for moderators in all letters together. */
export type QueueBacklog = { pending: number; held: number; oldestPendingAt: Date | null };

/** How many entries and changes wait, how many are held, and since when the oldest has waited. */
export async function queueBacklog({
  db,
  clock,
}: Pick<Deps, "db" | "clock">): Promise<QueueBacklog> {
  const letters = [...(await waitingByLetter(db, "all", clock.now())).values()];
  return {
    pending: letters.reduce((sum, { pending }) => sum + pending, 0),
    held: letters.reduce((sum, { held }) => sum + held, 0),
    oldestPendingAt: earliest(...letters.map(({ oldestPending }) => oldestPending)),
  };
}
