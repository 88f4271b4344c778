import type { Db } from "../db/db.ts";
import { MOVE_NAMES, MOVES, type Move, type State } from "./lifecycle.ts";
import { SIDE_EFFECTS } from "./side-effects.ts";

/** One way of a move, from state to state, as a row of the database. */
export type MoveRule = {
  name: string;
  /** Empty for a new entry. */
  fromState: State | "";
  toState: State;
  event: string | null;
  mail: string | null;
  isDecision: boolean;
  drops: string | null;
  returns: string | null;
  erases: boolean;
  remembers: boolean;
};

/** Moves that version 0.1 makes on the same database, and this version no more. */
const FORMER_RULES: readonly MoveRule[] = [
  {
    name: "takedown",
    fromState: "published",
    toState: "takendown",
    event: "takendown",
    mail: null,
    isDecision: false,
    drops: "all",
    returns: null,
    erases: true,
    remembers: false,
  },
];

/**
 * The tables of lifecycle.ts and side-effects.ts as rows: one for each way of each move. Migrations
 * write them, and the triggers on `signature` go by them.
 */
export function moveRules(): MoveRule[] {
  const rules = MOVE_NAMES.flatMap((name) => waysOf(name).map((way) => ruleOf(name, way)));
  return [...rules, ...FORMER_RULES];
}

/** The moves of this version that a database lacks, or for which it has other rules. */
export async function missingMoves({ db }: { db: Db }): Promise<string[]> {
  const there = await db.moveRule.findMany();
  const known = new Set(there.map((rule) => comparable(rule)));
  const missing = moveRules().filter((rule) => !known.has(comparable(rule)));
  return [...new Set(missing.map(({ name }) => name))];
}

type Way = Pick<MoveRule, "fromState" | "toState">;

function waysOf(name: Move): Way[] {
  const { from, to }: { from: readonly State[]; to: State | readonly State[] | "same" } =
    MOVES[name];
  const starts: readonly (State | "")[] = from.length === 0 ? [""] : from;
  return starts.flatMap((fromState) => {
    if (to !== "same") return [to].flat().map((toState) => ({ fromState, toState }));
    return fromState === "" ? [] : [{ fromState, toState: fromState }];
  });
}

function ruleOf(name: Move, { fromState, toState }: Way): MoveRule {
  const effects = SIDE_EFFECTS[name];
  const { history, mail } = effects;
  const mailFrom =
    typeof mail === "object" ? (fromState === "" ? undefined : mail[fromState]) : mail;
  return {
    name,
    fromState,
    toState,
    event: history === "state" ? toState : history,
    mail: mailFrom ?? null,
    isDecision: effects.isDecision ?? false,
    drops: effects.drops ?? null,
    returns: effects.returns ?? null,
    erases: effects.erases ?? false,
    remembers: effects.remembers ?? false,
  };
}

function comparable(
  rule: Omit<MoveRule, "fromState" | "toState"> & { fromState: string; toState: string },
): string {
  const { name, fromState, toState, event, mail, isDecision, drops, returns } = rule;
  const { erases, remembers } = rule;
  return JSON.stringify([
    name,
    fromState,
    toState,
    event,
    mail,
    isDecision,
    drops,
    returns,
    erases,
    remembers,
  ]);
}
