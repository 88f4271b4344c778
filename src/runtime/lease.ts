import { isUniqueViolation } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { HOUR_MS, later, SECOND_MS } from "../shared/clock.ts";

/** A lease whose process died is free again after this long. */
export const LEASE_MS = 10 * SECOND_MS;

/** The right to do some work that any process may do, and one at a time does. */
export type Lease = {
  /**
   * Takes the lease, or keeps it for longer if it is this holder's already; asks the database
   * only once half of it is over. False while it is somebody else's.
   */
  take: () => Promise<boolean>;
  /** Gives it back; from this moment anybody may take it. Harmless if it is not held. */
  giveBack: (from: Date) => Promise<void>;
};

/**
 * A lease by a name, for one holder.
 *
 * One conditional statement decides who has it, so that of two processes one gets it, on every
 * engine. It goes by the processes' clocks, which may differ by a few seconds: two holders at once
 * are possible then, so what is done under a lease must be harmless twice. It saves work, and is
 * not a lock.
 */
export function leaseFor(deps: Pick<Deps, "db" | "clock">, name: string, holder: string): Lease {
  const { db, clock } = deps;
  let heldUntilMs = 0;
  return {
    take: async () => {
      const now = clock.now();
      const leftMs = heldUntilMs - now.getTime();
      if (leftMs > LEASE_MS / 2 && leftMs <= LEASE_MS) return true;
      const until = later(now, LEASE_MS);
      const taken = await db.jobLease.updateManyAndReturn({
        where: {
          name,
          OR: [{ holder }, { until: { lte: now } }, { until: { gt: farAhead(now) } }],
        },
        data: { holder, until },
        select: { name: true },
      });
      const isHeld = taken.length > 0 || (await isFirst(db, { name, holder, until }));
      heldUntilMs = isHeld ? until.getTime() : 0;
      return isHeld;
    },
    giveBack: async (from) => {
      heldUntilMs = 0;
      await db.jobLease.updateMany({ where: { name, holder }, data: { holder: "", until: from } });
    },
  };
}

/** No lease and no pause between two rounds is so long: the clock was put back since. */
function farAhead(now: Date): Date {
  return later(now, HOUR_MS);
}

/** Whether nobody has ever held it before. */
async function isFirst(
  db: Deps["db"],
  lease: { name: string; holder: string; until: Date },
): Promise<boolean> {
  if ((await db.jobLease.findUnique({ where: { name: lease.name } })) !== null) return false;
  try {
    await db.jobLease.create({ data: lease, select: { name: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
