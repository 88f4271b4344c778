import type { Deps } from "../../deps.ts";
import { MAILS_PER_SIGNATURE_MAX } from "../../limits.ts";
import { HOUR_MS, later } from "../../shared/clock.ts";
import { BY_JOB, move } from "../store.ts";

/** So long after the last mail about an unconfirmed entry, one reminder is due. */
const REMIND_AFTER_MS = 48 * HOUR_MS;
/** Entries that one statement reminds of, as many as D1 takes. */
const STATEMENT_IDS_MAX = 50;
/** The most reminders of one round: a spike two days ago must not hold up the database. */
const REMIND_MAX = 1_000;

/**
 * Asks for the one reminder about entries that nobody confirmed within two days, in letters that
 * are still open. A trigger queues the mail in the statement that notes the time, so that two
 * processes at once remind only once. Gives the number of reminders.
 */
export async function remindUnconfirmed(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  let reminded = 0;
  for (let asked = 0; asked < REMIND_MAX; asked += STATEMENT_IDS_MAX) {
    const { found, done } = await remindSome(deps);
    reminded += done;
    if (found < STATEMENT_IDS_MAX) break;
  }
  return reminded;
}

async function remindSome(
  deps: Pick<Deps, "db" | "clock">,
): Promise<{ found: number; done: number }> {
  const now = deps.clock.now();
  const isDue = {
    remindedAt: null,
    expiresAt: { gt: now },
    mailAskedAt: { lte: later(now, -REMIND_AFTER_MS) },
    mailsAsked: { lt: MAILS_PER_SIGNATURE_MAX },
  };
  const due = await deps.db.signature.findMany({
    where: {
      ...isDue,
      state: "unverified",
      letter: { state: "open", OR: [{ closesAt: null }, { closesAt: { gt: now } }] },
    },
    take: STATEMENT_IDS_MAX,
    select: { id: true },
  });
  const which = { id: { in: due.map(({ id }) => id) }, ...isDue };
  const reminded = await move(
    deps.db,
    which,
    "remind",
    { by: BY_JOB, at: now },
    { remindedAt: now },
  );
  return { found: due.length, done: reminded.length };
}
