import type { Deps } from "../../deps.ts";
import { type Letter, totalOf } from "../../letters/letter.ts";
import { DAY_MS, later, utcDay, windowStart } from "../../shared/clock.ts";
import type { State } from "../lifecycle.ts";
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

/** The numbers of a letter, all of them from counts that triggers keep. */
export async function letterOverview(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letter: Letter,
): Promise<Overview> {
  const today = windowStart(clock.now(), DAY_MS);
  const days = Array.from({ length: DAYS_SHOWN }, (_, ago) => later(today, -ago * DAY_MS));
  const [byState, byDay] = await Promise.all([
    db.signatureCount.groupBy({
      by: ["state", "kind", "isHidden"],
      where: { letterId: letter.id },
      _sum: { count: true },
    }),
    db.signatureCount.groupBy({
      by: ["day"],
      where: { letterId: letter.id, day: { in: days.map(utcDay) } },
      _sum: { count: true },
    }),
  ]);
  const states = emptyCounts();
  let hidden = 0;
  for (const { state, kind, isHidden, _sum } of byState) {
    const count = _sum.count ?? 0;
    states[toState(state)][toKind(kind)] += count;
    if (isHidden && state === "published") hidden += count;
  }
  const signedOn = new Map(byDay.map(({ day, _sum }) => [day, _sum.count ?? 0]));
  return {
    states,
    hidden,
    total: totalOf(letter.counts),
    days: days.map((day) => ({ day, count: signedOn.get(utcDay(day)) ?? 0 })),
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
