import type { Deps } from "../../deps.ts";
import { type Letter, totalOf } from "../../letters/letter.ts";
import { type Waiting, waitingByLetter } from "../../mail/waiting.ts";
import type { State } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import { toKind, toState } from "../store.ts";
import { type Countries, letterCountries } from "./countries.ts";
import { type Funnel, letterFunnel } from "./funnel.ts";
import { letterProgress, type Progress } from "./progress.ts";

/** How many entries of a letter are in one state, by kind. */
export type StateCount = Record<Kind, number>;

/** The numbers of a letter. */
export type Overview = {
  /** The published ones include those that are hidden. */
  states: Record<State, StateCount>;
  hidden: number;
  /** The public count. */
  total: number;
  progress: Progress;
  waiting: WaitingNow;
  funnel: Funnel;
  countries: Countries;
};

/** What waits for moderators, and since when the oldest of it has waited. */
export type WaitingNow = {
  pending: number;
  oldest: Date | null;
  held: number;
  oldestHeld: Date | null;
  /** Pending ones that are set aside, which are not among the others. */
  aside: number;
};

/**
 * The numbers of a letter: from counts that triggers keep, and from those who signed last. None of
 * it takes longer where a million signed.
 */
export async function letterOverview(
  deps: Pick<Deps, "db" | "clock">,
  letter: Letter,
): Promise<Overview> {
  const [byState, progress, waits, funnel, countries] = await Promise.all([
    deps.db.signatureCount.groupBy({
      by: ["state", "kind", "isHidden"],
      where: { letterId: letter.id },
      _sum: { count: true },
    }),
    letterProgress(deps, letter.id),
    waitingByLetter(deps.db, [letter.id], deps.clock.now()),
    letterFunnel(deps, letter.id),
    letterCountries(deps, letter.id),
  ]);
  const states = emptyCounts();
  let hidden = 0;
  for (const { state, kind, isHidden, _sum } of byState) {
    const count = _sum.count ?? 0;
    states[toState(state)][toKind(kind)] += count;
    if (isHidden && state === "published") hidden += count;
  }
  const waiting = waitingNow(waits.get(letter.id));
  return { states, hidden, total: totalOf(letter.counts), progress, waiting, funnel, countries };
}

function waitingNow(waits: Waiting | undefined): WaitingNow {
  if (waits === undefined) return { pending: 0, oldest: null, held: 0, oldestHeld: null, aside: 0 };
  const { pending, oldestPending: oldest, held, oldestHeld, aside } = waits;
  return { pending, oldest, held, oldestHeld, aside };
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
