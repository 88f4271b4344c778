import type { Deps } from "../../deps.ts";
import { type Letter, totalOf } from "../../letters/letter.ts";
import { DAY_MS, later, windowStart } from "../../shared/clock.ts";
import { STATES, type State } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import { toKind, toState } from "../store.ts";

/** Days that the overview counts. */
const DAYS_SHOWN = 14;

/** How many entries of a letter are in one state, by kind. */
export type StateCount = Record<Kind, number>;

/** The numbers of a letter. */
export type Overview = {
  /** The published ones include those that are hidden. */
  states: Record<State, StateCount>;
  hidden: number;
  /** The public count. */
  total: number;
  /** Entries signed on each of the last days, newest day first. */
  days: { day: Date; count: number }[];
};

/**
 * The numbers of a letter. Triggers keep the number of published entries in the letter's row; the
 * others are counted in the index that the queue is read by.
 */
export async function letterOverview(
  deps: Pick<Deps, "db" | "clock">,
  letter: Letter,
): Promise<Overview> {
  const { organisations, individuals, anonymous } = letter.counts;
  const states = emptyCounts();
  const [others, hidden, days] = await Promise.all([
    deps.db.signature.groupBy({
      by: ["state", "kind"],
      where: {
        letterId: letter.id,
        state: { in: STATES.filter((state) => state !== "published") },
      },
      _count: true,
    }),
    deps.db.signature.groupBy({
      by: ["kind"],
      where: { letterId: letter.id, state: "published", hiddenAt: { not: null } },
      _count: true,
    }),
    countDays(deps, letter.id),
  ]);
  states.published.organisation = organisations;
  states.published.individual = individuals + anonymous;
  for (const { kind, _count } of hidden) states.published[toKind(kind)] += _count;
  for (const { state, kind, _count } of others) states[toState(state)][toKind(kind)] = _count;
  return {
    states,
    hidden: hidden.reduce((sum, { _count }) => sum + _count, 0),
    total: totalOf(letter.counts),
    days,
  };
}

function emptyCounts(): Record<State, StateCount> {
  const none = () => ({ organisation: 0, individual: 0 });
  return {
    held: none(),
    unverified: none(),
    pending: none(),
    published: none(),
    rejected: none(),
    withdrawn: none(),
    refused: none(),
    invalidated: none(),
    takendown: none(),
  };
}

async function countDays(deps: Pick<Deps, "db" | "clock">, letterId: string) {
  const today = windowStart(deps.clock.now(), DAY_MS);
  const days = Array.from({ length: DAYS_SHOWN }, (_, ago) => later(today, -ago * DAY_MS));
  return await Promise.all(
    days.map(async (day) => ({
      day,
      count: await deps.db.signature.count({
        // Every state is listed, so that the index by state and day is used.
        where: {
          letterId,
          state: { in: [...STATES] },
          signedAt: { gte: day, lt: later(day, DAY_MS) },
        },
      }),
    })),
  );
}
