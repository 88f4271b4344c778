import { inSlices } from "../db/batch/in-slices.ts";
import type { Db, Prisma } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { HOUR_MS, later } from "../shared/clock.ts";
import { LIVE_STATES, MOVES, type State, TAKEDOWN_HOURS } from "./lifecycle.ts";
import { inBatches } from "./retention/in-batches.ts";
import { BY_JOB, BY_SIGNATORY, type EntryOwner, type Mover, move, putBack } from "./store.ts";

/** Entries whose takedown one statement completes: so few that nothing waits long behind it. */
const COMPLETED_AT_ONCE = 60;

/** Which entries were taken down so long ago that they are erased now. */
function isOver(now: Date) {
  const lastMoved = later(now, -TAKEDOWN_HOURS * HOUR_MS);
  return { takendownFrom: { not: null }, movedAt: { lte: lastMoved } };
}

/** When that is for an entry whose last move took it down. */
export function takedownEnds({ movedAt }: { movedAt: Date }): Date {
  return later(movedAt, TAKEDOWN_HOURS * HOUR_MS);
}

/** What staff take down, and the state in which most of it was seen. */
type ToTakeDown = {
  ids: readonly string[];
  which: Prisma.SignatureWhereInput;
  seenIn: State | null;
};

/**
 * Takes live entries down: off everything at once, with all that they hold until the day is over,
 * so that it can be undone. Gives their ids. Each state is left by a statement of its own, which
 * remembers it.
 */
export async function takeDown(
  db: Db,
  { ids, which, seenIn }: ToTakeDown,
  mover: Mover,
): Promise<string[]> {
  const isSeen = (state: State) => state === seenIn;
  const others = LIVE_STATES.filter((state) => !isSeen(state));
  let left = [...ids];
  for (const state of [...LIVE_STATES.filter(isSeen), ...others]) {
    if (left.length === 0) break;
    const some = { AND: [which, { id: { in: left }, state }] };
    const taken = await move(db, some, "withhold", mover, { takendownFrom: state });
    left = left.filter((id) => !taken.includes(id));
  }
  return ids.filter((id) => !left.includes(id));
}

/** An entry that was taken down, as it was read. */
type TakenDown = { id: string; takendownFrom: string | null };

/** Whether any of these entries of a letter is taken down. */
export async function isAnyTakenDown(
  { db }: Pick<Deps, "db">,
  letterId: string,
  ids: readonly string[],
): Promise<boolean> {
  const which = { letterId, state: MOVES.withhold.to };
  const found = await inSlices(db, ids, async (slice) => {
    return await db.signature.findMany({
      where: { ...which, id: { in: slice } },
      select: { id: true },
      take: 1,
    });
  });
  return found.length > 0;
}

/**
 * Puts entries back into the state from which they were taken down, unless they are due to be
 * erased. Nobody is mailed. Gives their ids.
 */
export async function undoTakedowns(
  db: Db,
  letterId: string,
  entries: readonly TakenDown[],
  mover: Mover,
): Promise<string[]> {
  const undone: string[] = [];
  for (const state of LIVE_STATES) {
    const ids = entries.flatMap(({ id, takendownFrom }) => (takendownFrom === state ? [id] : []));
    if (ids.length === 0) continue;
    const which = { letterId, id: { in: ids }, NOT: isOver(mover.at) };
    undone.push(...(await putBack(db, which, state, mover)));
  }
  return undone;
}

/**
 * Completes the takedown of this owner's entry, if it has not been undone: its key is free then,
 * for whoever was taken down to sign anew.
 */
export async function completeTakedownOf(db: Db, owner: EntryOwner, at: Date): Promise<void> {
  await move(db, owner, "complete-takedown", { by: BY_SIGNATORY, at });
}

/**
 * Erases what was taken down a day ago, and gives how many entries that were. The rows themselves
 * say what is left to do, so it can be broken off anywhere, and two processes may do it at once. A
 * row that cannot be erased is logged and passed over; the next run tries it again.
 */
export async function completeTakedowns({
  db,
  clock,
  log,
}: Pick<Deps, "db" | "clock" | "log">): Promise<number> {
  const at = clock.now();
  // What is erased takes values of the statement, too.
  const take = Math.min(COMPLETED_AT_ONCE, Math.floor(db.$limits.namedMax / 2));
  const complete = async (ids: string[]) => {
    const which = { AND: [isOver(at), { id: { in: ids } }] };
    return (await move(db, which, "complete-takedown", { by: BY_JOB, at })).length;
  };
  const find = async (last: { id: string } | null) =>
    await db.signature.findMany({
      where: { ...isOver(at), id: { gt: last?.id ?? "" } },
      orderBy: { id: "asc" },
      take,
      select: { id: true },
    });
  return await inBatches(log, find, (rows) => complete(rows.map(({ id }) => id)));
}
