import type { Deps } from "../deps.ts";
import { HOUR_MS, later } from "../shared/clock.ts";
import { WAITING } from "../shared/waiting.ts";

/** Moderators of a letter hear of waiting entries at most this often. */
const WAITING_NOTICE_INTERVAL_MS = 12 * HOUR_MS;

/**
 * Tells the moderators of each letter that entries wait, unless they were told lately or nothing
 * new came since. The mail is queued by trigger in the statement that notes the time, so two
 * processes at once tell them once. Gives the number of letters.
 */
export async function notifyOfWaiting(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const now = deps.clock.now();
  const letters = await deps.db.letter.findMany({
    where: {
      OR: [
        { waitingNoticeAt: null },
        { waitingNoticeAt: { lt: later(now, -WAITING_NOTICE_INTERVAL_MS) } },
      ],
      signatures: { some: WAITING },
    },
    select: { id: true, waitingNoticeAt: true },
  });
  let told = 0;
  for (const { id, waitingNoticeAt } of letters) {
    const newSince = waitingNoticeAt === null ? {} : { movedAt: { gt: waitingNoticeAt } };
    const notified = await deps.db.letter.updateManyAndReturn({
      where: {
        id,
        waitingNoticeAt,
        signatures: { some: { ...WAITING, ...newSince } },
      },
      data: { waitingNoticeAt: now },
      select: { id: true },
    });
    told += notified.length;
  }
  return told;
}
