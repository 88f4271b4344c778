import { type Account, may } from "../../accounts/account.ts";
import { isOneOf, MOVES, type Move, type State } from "../lifecycle.ts";

/** What the buttons ask for, in the order of a signature's life. */
export const DECISION_NAMES = ["release", "approve", "reject", "takedown"] as const;

export type Decision = (typeof DECISION_NAMES)[number];

/** The moves that decide entries. */
export type DecidingMove = "release" | "approve" | "overturn" | "reject" | "takedown";

/** What each decision moves: the entry, by its state, and the change of it that waits. */
const DECISIONS = {
  release: { moves: ["release"], ofChange: null, needsReason: false },
  approve: { moves: ["approve", "overturn"], ofChange: "accept-change", needsReason: false },
  reject: { moves: ["reject"], ofChange: "reject-change", needsReason: true },
  takedown: { moves: ["takedown"], ofChange: null, needsReason: true },
} as const satisfies Record<
  Decision,
  { moves: readonly DecidingMove[]; ofChange: Move | null; needsReason: boolean }
>;

/** Every move by which staff decide something. */
export const DECIDING_MOVES: readonly Move[] = Object.values(DECISIONS).flatMap(
  ({ moves, ofChange }) => [...moves, ...(ofChange === null ? [] : [ofChange])],
);

export function needsReason(decision: Decision): boolean {
  return DECISIONS[decision].needsReason;
}

/** The move that decides a change that waits; null if the decision is not about changes. */
export function changeMoveOf(decision: Decision): "accept-change" | "reject-change" | null {
  return DECISIONS[decision].ofChange;
}

/** The move that a decision makes for entries that were seen in a state. */
export function moveOf(decision: Decision, seenIn: State | null): DecidingMove {
  const [usual, ...others]: readonly DecidingMove[] = DECISIONS[decision].moves;
  const fitting = others.find((name) => seenIn !== null && isOneOf(seenIn, MOVES[name].from));
  return fitting ?? usual ?? decision;
}

/** What an account can decide about the entries of a state. */
export function decisionsFor(account: Account, letterId: string, state: State): Decision[] {
  return DECISION_NAMES.filter((decision) => {
    const name = moveOf(decision, state);
    return isOneOf(state, MOVES[name].from) && may(account, MOVES[name].who, letterId);
  });
}
