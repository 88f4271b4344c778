import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, windowStart } from "../../shared/clock.ts";
import { WAITING_CHANGE } from "../../shared/waiting.ts";
import { DECIDING_MOVES } from "./decisions.ts";
import type { QueueState } from "./order.ts";

const COUNTED_IN_ORDER = [{ signedAt: "asc" }, { id: "asc" }] as const;

/** How far a page of the queue counts: more is as good as endless to its reader. */
export const QUEUE_COUNT_MAX = 10_000;

/**
 * How many entries of a letter are in each state that staff can look at; changes that wait count as
 * pending. If `max` is given, it counts no further, and there may be more. The published ones, by
 * far the most, are not counted: a trigger keeps their numbers in the letter's row, to which only
 * the hidden ones are added.
 */
export async function queueCounts(
  deps: Pick<Deps, "db">,
  letterId: string,
  max?: number,
): Promise<Record<QueueState, number>> {
  const { signature, letter } = deps.db;
  // One by one, so that SQLite takes the narrowest index for each.
  const count = (state: QueueState) => {
    const where = { letterId, state };
    // In the order of the index; otherwise all of them would be sorted only to be counted.
    const orderBy = [...COUNTED_IN_ORDER];
    return max === undefined
      ? signature.count({ where })
      : signature.count({ where, orderBy, take: max });
  };
  const [pending, held, rejected, unverified, changes, hidden, shown] = await Promise.all([
    count("pending"),
    count("held"),
    count("rejected"),
    count("unverified"),
    signature.count({ where: { letterId, ...WAITING_CHANGE } }),
    signature.count({ where: { letterId, state: "published", hiddenAt: { not: null } } }),
    letter.findUniqueOrThrow({
      where: { id: letterId },
      select: { organisations: true, individuals: true, anonymous: true },
    }),
  ]);
  return {
    pending: pending + changes,
    held,
    published: shown.organisations + shown.individuals + shown.anonymous + hidden,
    rejected,
    unverified,
  };
}

/** Since when the oldest pending entry or change of a letter has waited; null if none waits. */
export async function oldestPending(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<Date | null> {
  const oldest = await deps.db.signature.findFirst({
    where: { letterId, state: "pending" },
    orderBy: [{ signedAt: "asc" }, { id: "asc" }],
    select: { signedAt: true },
  });
  const change = await deps.db.signature.findFirst({
    where: { letterId, ...WAITING_CHANGE },
    orderBy: { proposedAt: "asc" },
    select: { proposedAt: true },
  });
  const since = [oldest?.signedAt, change?.proposedAt].filter((at) => at instanceof Date);
  return since.sort((left, right) => left.getTime() - right.getTime())[0] ?? null;
}

/** Decisions of one day: those of one member of staff, and everybody's. */
export type Throughput = { own: number; all: number };

/** Decisions about a letter since midnight UTC; those that were undone no longer count. */
export async function decidedToday(
  deps: Pick<Deps, "db" | "clock">,
  letterId: string,
  accountId: string,
): Promise<Throughput> {
  const at = { gte: windowStart(deps.clock.now(), DAY_MS) };
  // Staff are listed for the index's sake: what signatories did, by far the most, is not read.
  const staff = await deps.db.account.findMany({ select: { id: true } });
  const groups = await inSlices(deps.db, staff, (some) =>
    deps.db.event.groupBy({
      by: ["by", "move"],
      where: { letterId, by: { in: some.map(({ id }) => id) }, at },
      _count: { _all: true },
    }),
  );
  const sum = (some: typeof groups) =>
    some.reduce((total, group) => total + weightOf(group) * group._count._all, 0);
  return { own: sum(groups.filter(({ by }) => by === accountId)), all: sum(groups) };
}

/** One for a decision, minus one for a decision undone, zero for everything else. */
function weightOf({ move }: { move: string | null }): number {
  if (move === "undo") return -1;
  return DECIDING_MOVES.some((decision) => decision === move) ? 1 : 0;
}
