import { z } from "zod";
import { type Db, isUniqueViolation } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { MASS_ACTS } from "../../limits.ts";
import { later } from "../../shared/clock.ts";
import { jsonText } from "../../shared/text/json-text.ts";

/** What one person may do to so many entries in a day, and no more. */
export const LIMITED_ACTS = ["takedown", "erase", "import", "invalidate"] as const;
export type LimitedAct = (typeof LIMITED_ACTS)[number];

/** Who does what, and when: the moment tells one time from another when it is taken back. */
export type Doing = { accountId: string; act: LimitedAct; at: Date };

/** Each try that fails lets another request of the same person through. */
const TRIES_MAX = 200;

const spentText = jsonText.pipe(z.array(z.object({ at: z.number(), count: z.number() })));
type Spent = z.infer<typeof spentText>;

/**
 * Counts entries for their doer before anything is done to them, and gives for how many there is
 * room within the limit: at most as many as are wanted, and none if the room is for fewer than the
 * least. With it comes what the doer has counted within a day by now.
 *
 * All that one person did of one act stands in one row, which is replaced only as it was read: so
 * of two requests at once, one is counted first.
 */
export async function spend(
  deps: Pick<Deps, "db">,
  doing: Doing,
  wanted: { most: number; least: number },
): Promise<{ granted: number; inDay: number }> {
  const result = { granted: 0, inDay: 0 };
  await replace(deps.db, doing, (spent) => {
    const before = sumOf(spent);
    const room = Math.max(0, Math.min(wanted.most, MASS_ACTS.max - before));
    result.granted = room < wanted.least ? 0 : room;
    result.inDay = before + result.granted;
    if (result.granted === 0) return spent;
    return [...spent, { at: doing.at.getTime(), count: result.granted }];
  });
  return result;
}

/** Takes some of what was counted at a moment back: it was not done, or it was undone. */
export async function giveBack(deps: Pick<Deps, "db">, doing: Doing, count: number): Promise<void> {
  if (count <= 0) return;
  const atMs = doing.at.getTime();
  await replace(deps.db, doing, (spent) => {
    if (!spent.some(({ at }) => at === atMs)) return spent;
    let left = count;
    return spent.map((one) => {
      const back = one.at === atMs ? Math.min(one.count, left) : 0;
      left -= back;
      return { ...one, count: one.count - back };
    });
  });
}

/** How many more entries somebody may do this to now. */
export async function roomFor(deps: Pick<Deps, "db">, doing: Doing): Promise<number> {
  return Math.max(0, MASS_ACTS.max - sumOf((await find(deps.db, doing)).spent));
}

/** Replaces what counts by what a change makes of it, and tries again if another came between. */
async function replace(db: Db, doing: Doing, change: (spent: Spent) => Spent): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const was = await find(db, doing);
    const changed = change(was.spent);
    if (changed === was.spent || (await write(db, doing, was.version, changed))) return;
  }
  throw new Error("A count of what somebody did was replaced by others again and again.");
}

async function find(db: Db, { accountId, act, at }: Doing) {
  const row = await db.actAllowance.findUnique({
    where: { accountId_act: { accountId, act } },
    select: { spent: true, version: true },
  });
  const since = later(at, -MASS_ACTS.windowMs).getTime();
  const spent = row === null ? [] : spentText.parse(row.spent).filter((one) => one.at > since);
  return { spent, version: row?.version ?? null };
}

async function write(
  db: Db,
  { accountId, act }: Doing,
  version: number | null,
  changed: Spent,
): Promise<boolean> {
  const spent = JSON.stringify(changed.filter(({ count }) => count > 0));
  if (version !== null) {
    const written = await db.actAllowance.updateManyAndReturn({
      where: { accountId, act, version },
      data: { spent, version: version + 1 },
      select: { version: true },
    });
    return written.length > 0;
  }
  try {
    const data = { accountId, act, spent, version: 1 };
    await db.actAllowance.create({ data, select: { version: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

function sumOf(spent: Spent): number {
  return spent.reduce((sum, { count }) => sum + count, 0);
}
