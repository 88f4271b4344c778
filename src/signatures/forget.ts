import type { Deps } from "../deps.ts";
import { DAY_MS, later } from "../shared/clock.ts";
import { UNCONFIRMED_STATES } from "./lifecycle.ts";
import { expireMassActs } from "./mass/store.ts";
import { forgetAbsent } from "./queue/presence.ts";
import { keepErasures } from "./store.ts";
import { completeTakedowns } from "./takedown.ts";

/** The random keys under which clients are hashed live this long, and so do all links to them. */
export const CLIENT_KEY_TTL_DAYS = 30;

/** What others were told of somebody's acts is kept this long. */
const NOTICE_TTL_DAYS = 30;

/** Entries that one statement forgets. */
const FORGOTTEN_AT_ONCE = 500;

/** How much one round of forgetting removed: entries, what others held, and keys. */
export type Forgotten = { signatures: number; takendown: number; clientKeys: number };

/**
 * Forgets what has expired: entries that nobody confirmed or released, what those held that were
 * taken down a day ago, the addresses of those who did not answer, old client keys, spent
 * challenges, counts, and who was at a queue. Harmless to run twice, or by two processes.
 */
export async function forgetExpired(deps: Pick<Deps, "db" | "clock" | "log">): Promise<Forgotten> {
  const now = deps.clock.now();
  const hasExpired = { expiresAt: { lte: now } };
  const oldestDay = later(now, -CLIENT_KEY_TTL_DAYS * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const signatures = await forgetUnconfirmed(deps.db, now);
  const takendown = await completeTakedowns(deps);
  if (signatures + takendown > 0) await keepErasures(deps.db);
  const clientKeys = await deps.db.clientKey.deleteMany({ where: { day: { lt: oldestDay } } });
  await deps.db.question.updateMany({
    where: { answer: null, email: { not: null }, ...hasExpired },
    data: { email: null, contactName: null, contactRole: null },
  });
  await forgetFormerAddresses(deps.db, now);
  await deps.db.spentChallenge.deleteMany({ where: hasExpired });
  await deps.db.rateCount.deleteMany({ where: hasExpired });
  await deps.db.mailAllowance.deleteMany({ where: hasExpired });
  await expireMassActs(deps.db, now);
  const told = { at: { lte: later(now, -NOTICE_TTL_DAYS * DAY_MS) } };
  await deps.db.actNotice.deleteMany({ where: told });
  await forgetAbsent(deps, "all");
  return { signatures, takendown, clientKeys: clientKeys.count };
}

/** A flood expires as it came, and each entry changes the same count: many statements do that. */
async function forgetUnconfirmed(db: Deps["db"], now: Date): Promise<number> {
  const where = { state: { in: [...UNCONFIRMED_STATES] }, expiresAt: { lte: now } };
  for (let total = 0; ; ) {
    const { count } = await db.signature.deleteMany({ where, limit: FORGOTTEN_AT_ONCE });
    total += count;
    if (count < FORGOTTEN_AT_ONCE) return total;
  }
}

/**
 * A former address is kept until it has been told, which is often minutes. If that mail was dropped
 * with its entry's other mail and has not come back, it goes when its question's time is over.
 */
async function forgetFormerAddresses(db: Deps["db"], now: Date): Promise<void> {
  const kept = await db.question.findMany({
    where: { kind: "address", formerEmail: { not: null }, expiresAt: { lte: now } },
    select: { id: true, signatureId: true },
  });
  for (const { id, signatureId } of kept) {
    const isDue = { signatureId, kind: "address-changed", state: "due" };
    if ((await db.outbox.count({ where: isDue })) > 0) continue;
    await db.question.updateMany({ where: { id }, data: { formerEmail: null } });
  }
}
