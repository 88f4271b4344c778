import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import { HOUR_MS, later } from "../../shared/clock.ts";
import { BY_JOB, move } from "../store.ts";

/** So long after the last mail about an unconfirmed entry, one reminder is due. */
const REMIND_AFTER_MS = 48 * HOUR_MS;
/** The most reminders of one round: a spike two days ago must not hold up the database. */
const REMIND_MAX = 1_000;

/**
 * Asks for the one reminder about entries that nobody confirmed within two days, in letters that
 * are still open. A trigger queues the mail in the statement that notes the time, so that two
 * processes at once remind only once. Gives the number of reminders.
 */
export async function remindUnconfirmed(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const now = deps.clock.now();
  const isDue = {
    remindedAt: null,
    expiresAt: { gt: now },
    mailAskedAt: { lte: later(now, -REMIND_AFTER_MS) },
  };
  const due = await deps.db.signature.findMany({
    where: {
      ...isDue,
      state: "unverified",
      letter: { state: "open", OR: [{ closesAt: null }, { closesAt: { gt: now } }] },
    },
    take: REMIND_MAX,
    select: { id: true },
  });
  const ids = due.map(({ id }) => id);
  const mover = { by: BY_JOB, at: now };
  const reminded = await inSlices(deps.db, ids, (some) =>
    move(deps.db, { id: { in: some }, ...isDue }, "remind", mover, { remindedAt: now }),
  );
  return reminded.length;
}
