import type { Db } from "./db/db.ts";
import type { Limit } from "./limits.ts";
import { type Clock, later, windowStart } from "./shared/clock.ts";

type CountDeps = { db: Db; clock: Clock };

/**
 * Counts one more occurrence of something and says whether it is still within its limit.
 *
 * One statement on one row, so that two at once are two. Windows are fixed, not sliding: at a
 * border up to twice the limit can pass, which is enough for what these protect.
 */
export async function countWithin(deps: CountDeps, key: string, limit: Limit): Promise<boolean> {
  return (await countOne(deps, key, limit)).isWithin;
}

/** The same for what may prove not to have happened: then it is taken back. */
export async function countOne(
  { db, clock }: CountDeps,
  key: string,
  { max, windowMs }: Limit,
): Promise<{ isWithin: boolean; takeBack: () => Promise<void> }> {
  const windowAt = windowStart(clock.now(), windowMs);
  const expiresAt = later(windowAt, 2 * windowMs);
  const count = await db.$countUp({ key, windowAt, expiresAt });
  return {
    isWithin: count <= max,
    takeBack: async () => {
      await db.rateCount.updateMany({
        where: { key, windowAt, count: { gt: 0 } },
        data: { count: { decrement: 1 } },
      });
    },
  };
}
