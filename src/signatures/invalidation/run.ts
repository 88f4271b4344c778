import type { Deps } from "../../deps.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";
import { slices } from "../../shared/slices.ts";
import { causeOf, UnavailableError } from "../../shared/unavailable-error.ts";
import { move, restore } from "../store.ts";
import { isAlone } from "./act.ts";
import { INVALIDATED_STATES, openConditions } from "./conditions.ts";
import { countTaken, type InvalidationRow, someMatching, step } from "./store.ts";

/** Entries of one batch. *Stop* takes effect between two of them. */
const BATCH_SIZE = 300;
/**
 * Entries that one statement moves: what D1 takes as bound values, and so little that nothing
 * waits long behind it for SQLite's one writer.
 */
const STATEMENT_IDS_MAX = 60;
/** A pause between two statements, in ms, in which requests have their turn. */
const PAUSE_MS = 10;
/** The most invalidations that take turns. */
const AT_ONCE_MAX = 10;
/** For this long after its end, an undo looks for another process's last batch, in ms. */
const LATE_BATCH_MS = MINUTE_MS;

type RunDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Continues the invalidations and undos that are under way, in turn and a batch at a time, until
 * all have ended or the caller says stop. The entries themselves show what is done, so it can be
 * broken off anywhere, and two processes may do it at once.
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

/** It stands under way until somebody cancels it: what it would take out cannot be told. */
class UnreadableConditionsError extends Error {
  override name = "UnreadableConditionsError";
}

/** If one fails, it is logged and the others keep their turns; the next run tries it again. */
async function goOnWith(deps: RunDeps, row: InvalidationRow): Promise<boolean> {
  try {
    return row.state === "running" ? await takeOut(deps, row) : await putBack(deps, row);
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    const name = causeOf(error);
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

/** Takes one batch out, or records the end. Gives whether there may be more. */
async function takeOut(deps: RunDeps, row: InvalidationRow): Promise<boolean> {
  const { id, letterId, asOf } = row;
  const opened = await openConditions(deps.keys, row.conditions);
  if (opened === null) throw new UnreadableConditionsError();
  const { conditions } = opened;
  const found = await someMatching(deps, { letterId, conditions, asOf }, await roomOf(deps, row));
  if (found.length === 0) {
    await end(deps, row, "running", "done");
    return false;
  }
  await byState(found, async (state, ids) => {
    const mover = { by: row.releasedBy ?? row.proposedBy, at: deps.clock.now() };
    // An earlier decision about an entry stays in its columns, so that the entry can be put back.
    const columns = { invalidationId: id, invalidatedFrom: state };
    await move(deps.db, { letterId, state, id: { in: ids } }, "invalidate", mover, columns);
  });
  return true;
}

/** The most that one batch takes out: whoever does it alone has a limit. */
async function roomOf({ db }: RunDeps, row: InvalidationRow): Promise<number> {
  if (!isAlone(row)) return BATCH_SIZE;
  return Math.max(0, Math.min(BATCH_SIZE, row.expected - (await countTaken(db, row.id)).taken));
}

/** Puts one batch back, or records the end. Gives whether there may be more. */
async function putBack(deps: RunDeps, row: InvalidationRow): Promise<boolean> {
  const { id, letterId } = row;
  // What is erased by now stays out.
  const isOut = { letterId, invalidationId: id, state: "invalidated", name: { not: "" } };
  const found = await deps.db.signature.findMany({
    where: isOut,
    take: BATCH_SIZE,
    select: { id: true, invalidatedFrom: true },
  });
  if (found.length === 0) {
    await end(deps, row, "undoing", "undone");
    return false;
  }
  const entries = found.map((entry) => ({ id: entry.id, state: entry.invalidatedFrom }));
  await byState(entries, async (state, ids) => {
    const mover = { by: row.endedBy ?? row.proposedBy, at: deps.clock.now() };
    await restore(deps.db, { ...isOut, id: { in: ids } }, state, mover);
  });
  return true;
}

/** Does some work on entries of one state at a time, a statement's worth at once, with pauses. */
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
