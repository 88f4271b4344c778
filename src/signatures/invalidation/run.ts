import type { Deps } from "../../deps.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";
import { slices } from "../../shared/slices.ts";
import { move, restore } from "../store.ts";
import { INVALIDATED_STATES, openConditions } from "./conditions.ts";
import { countTaken, type InvalidationRow, someMatching, step } from "./store.ts";

/** Entries of one batch: pressing *Stop* is heard between two. */
const BATCH_SIZE = 300;
/**
 * Entries that one statement moves: what D1 takes as bound values, and so little that nothing
 * waits long behind it for SQLite's one writer.
 */
const STATEMENT_IDS_MAX = 60;
/** Between two statements the requests have their turn, for this long in ms. */
const PAUSE_MS = 10;
/** Invalidations that are gone on with by turns. */
const AT_ONCE_MAX = 10;
/** An undo looks once more for this long whether another process was still in a batch, in ms. */
const LATE_BATCH_MS = MINUTE_MS;

type RunDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Goes on with the invalidations and undos that are under way, by turns and a batch at a time,
 * until all are at their end or the caller says stop. What is done is known by the entries
 * themselves, so it can be broken off anywhere, and harmlessly be done by two processes.
 */
export async function runInvalidations(deps: RunDeps, mayGoOn: () => boolean): Promise<void> {
  let isLeft = true;
  while (isLeft) {
    isLeft = false;
    for (const row of await underWay(deps)) {
      const mayBeMore = await goOnWith(deps, row);
      isLeft ||= mayBeMore;
      if (!mayGoOn()) return;
    }
  }
}

/** One that fails is logged and leaves the others their turns; the next run tries it again. */
async function goOnWith(deps: RunDeps, row: InvalidationRow): Promise<boolean> {
  try {
    return row.state === "running" ? await takeOut(deps, row) : await putBack(deps, row);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    deps.log.error("invalidation.failed", { invalidation: row.id, error: name });
    return false;
  }
}

async function underWay({ db, clock }: RunDeps): Promise<InvalidationRow[]> {
  const now = clock.now();
  return await db.invalidation.findMany({
    where: {
      OR: [
        { state: "running", startsAt: { lte: now } },
        { state: "undoing" },
        { state: "undone", endedAt: { gte: later(now, -LATE_BATCH_MS) } },
      ],
    },
    orderBy: { id: "asc" },
    take: AT_ONCE_MAX,
  });
}

/** Takes one batch out; at the end says so. Whether there may be more. */
async function takeOut(deps: RunDeps, row: InvalidationRow): Promise<boolean> {
  const { id, letterId, asOf } = row;
  const { conditions } = await openConditions(deps.keys, row.conditions);
  const found = await someMatching(deps, { letterId, conditions, asOf }, BATCH_SIZE);
  if (found.length === 0) {
    await end(deps, row, "running", "done");
    return false;
  }
  await byState(found, async (state, ids) => {
    const mover = { by: row.releasedBy ?? row.proposedBy, at: deps.clock.now() };
    // What was decided about an entry before stays in its columns, so that it can be put back.
    const columns = { invalidationId: id, invalidatedFrom: state };
    await move(deps.db, { letterId, state, id: { in: ids } }, "invalidate", mover, columns);
  });
  return true;
}

/** Puts one batch back; at the end says so. Whether there may be more. */
async function putBack(deps: RunDeps, row: InvalidationRow): Promise<boolean> {
  const { id, letterId } = row;
  const isOut = { letterId, invalidationId: id, state: "invalidated" };
  const found = await deps.db.signature.findMany({
    where: isOut,
    take: BATCH_SIZE,
    select: { id: true, invalidatedFrom: true },
  });
  if (found.length === 0) {
    await end(deps, row, "undoing", "undone");
    return false;
  }
  const standing = found.map((entry) => ({ id: entry.id, state: entry.invalidatedFrom }));
  await byState(standing, async (state, ids) => {
    const mover = { by: row.endedBy ?? row.proposedBy, at: deps.clock.now() };
    await restore(deps.db, { ...isOut, id: { in: ids } }, state, mover);
  });
  return true;
}

/** Does something with entries of one state at a time, a statement's worth of them, with pauses. */
async function byState(
  entries: readonly { id: string; state: string | null }[],
  work: (state: (typeof INVALIDATED_STATES)[number], ids: string[]) => Promise<void>,
): Promise<void> {
  for (const state of INVALIDATED_STATES) {
    const ids = entries.filter((entry) => entry.state === state).map(({ id }) => id);
    for (const slice of slices(ids, STATEMENT_IDS_MAX)) {
      await work(state, slice);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function end(
  { db, clock, log }: RunDeps,
  row: InvalidationRow,
  from: "running" | "undoing",
  to: "done" | "undone",
): Promise<void> {
  if (!(await step(db, row, { from: [from], to }, { endedAt: clock.now() }))) return;
  log.info(`invalidation.${to}`, { invalidation: row.id, ...(await countTaken(db, row.id)) });
}
