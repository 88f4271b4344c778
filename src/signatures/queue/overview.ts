import type { Deps } from "../../deps.ts";
import { type Letter, totalOf } from "../../letters/letter.ts";
import { waitingByLetter } from "../../mail/waiting.ts";
import type { State } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import { toKind, toState } from "../store.ts";
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
  /** What waits for a decision, and since when the oldest of it has waited. */
  waiting: { pending: number; oldest: Date | null };
};

/** The numbers of a letter, all of them from counts that triggers keep. */
export async function letterOverview(
  deps: Pick<Deps, "db" | "clock">,
  letter: Letter,
): Promise<Overview> {
  const [byState, progress, waits] = await Promise.all([
    deps.db.signatureCount.groupBy({
      by: ["state", "kind", "isHidden"],
      where: { letterId: letter.id },
      _sum: { count: true },
    }),
    letterProgress(deps, letter.id),
    waitingByLetter(deps.db, [letter.id], deps.clock.now()),
  ]);
  const states = emptyCounts();
  let hidden = 0;
  for (const { state, kind, isHidden, _sum } of byState) {
    const count = _sum.count ?? 0;
    states[toState(state)][toKind(kind)] += count;
    if (isHidden && state === "published") hidden += count;
  }
  const { pending = 0, oldestPending = null } = waits.get(letter.id) ?? {};
  const waiting = { pending, oldest: oldestPending };
  return { states, hidden, total: totalOf(letter.counts), progress, waiting };
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
