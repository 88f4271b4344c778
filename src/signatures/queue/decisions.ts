import { type Account, may } from "../../accounts/account.ts";
import type { GivenReason } from "../../letters/reasons.ts";
import { isOneOf, MOVES, type Move, type State } from "../lifecycle.ts";
import type { Mover } from "../store.ts";

/** What the buttons ask for, in the order of a signature's life. */
export const DECISION_NAMES = [
  "release",
  "approve",
  "reject",
  "later",
  "unpublish",
  "takedown",
  "erase",
] as const;

export type Decision = (typeof DECISION_NAMES)[number];

/** The moves that decide entries. */
export type DecidingMove =
  | "release"
  | "approve"
  | "overturn"
  | "reject"
  | "set-aside"
  | "unpublish"
  | "withhold"
  | "erase";

type DecisionRule = {
  /** The usual move, and those for entries that were seen in another state. */
  moves: readonly [DecidingMove, ...DecidingMove[]];
  /** The move of a change that waits. */
  ofChange: "accept-change" | "reject-change" | null;
  needsReason: boolean;
};

/** What each decision moves: the entry, by its state, and the change of it that waits. */
const DECISIONS: Record<Decision, DecisionRule> = {
  release: { moves: ["release"], ofChange: null, needsReason: false },
  approve: { moves: ["approve", "overturn"], ofChange: "accept-change", needsReason: false },
  reject: { moves: ["reject"], ofChange: "reject-change", needsReason: true },
  later: { moves: ["set-aside"], ofChange: null, needsReason: false },
  unpublish: { moves: ["unpublish"], ofChange: null, needsReason: true },
  takedown: { moves: ["withhold"], ofChange: null, needsReason: true },
  erase: { moves: ["erase"], ofChange: null, needsReason: true },
};

/** Every move by which staff decide something: what is set aside is not decided. */
export const DECIDING_MOVES: readonly Move[] = Object.values(DECISIONS)
  .flatMap(({ moves, ofChange }): Move[] => [...moves, ...(ofChange === null ? [] : [ofChange])])
  .filter((name) => name !== "set-aside");

export function needsReason(decision: Decision): boolean {
  return DECISIONS[decision].needsReason;
}

/** The move that decides a change that waits; null if the decision is not about changes. */
export function changeMoveOf(decision: Decision): DecisionRule["ofChange"] {
  return DECISIONS[decision].ofChange;
}

/** The move that a decision makes for entries that were seen in a state. */
export function moveOf(decision: Decision, seenIn: State | null): DecidingMove {
  const [usual, ...others] = DECISIONS[decision].moves;
  return others.find((name) => seenIn !== null && isFrom(name, seenIn)) ?? usual;
}

/** What an account can decide about the entries of a state. */
export function decisionsFor(account: Account, letterId: string, state: State): Decision[] {
  return DECISION_NAMES.filter((decision) => {
    const name = moveOf(decision, state);
    return isFrom(name, state) && may(account, MOVES[name].who, letterId);
  });
}

/** Whether a move may start from a state. */
export function isFrom(name: DecidingMove, state: State): boolean {
  const from: readonly State[] = MOVES[name].from;
  return isOneOf(state, from);
}

/** The columns that say who decided an entry, when, by which move and why. */
export function decidedBy(name: Move, { at, by }: Mover, reason: GivenReason | null = null) {
  return {
    decidedAt: at,
    decidedBy: by,
    decidedAs: name,
    reason: reason?.code ?? null,
    reasonWords: reason?.words ?? null,
    silent: reason?.silent ?? false,
    laterUntil: null,
  };
}
