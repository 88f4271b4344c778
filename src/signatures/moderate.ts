import { type Account, may, type Permission } from "../accounts/account.ts";
import type { Deps } from "../deps.ts";
import { isOpen, type Letter } from "../letters/letter.ts";
import { DAY_MS, later } from "../shared/clock.ts";
import { isReason } from "../shared/reasons.ts";
import { ERASED } from "./entry.ts";
import { MOVES, type Move, type State, VERIFY_TTL_DAYS } from "./lifecycle.ts";
import { addNotes, type MoveColumns, move, statesOf } from "./store.ts";

/** What a moderator can decide, and what that takes. */
const DECISIONS = {
  approve: { move: "approve", needsReason: false },
  reject: { move: "reject", needsReason: true },
  release: { move: "release", needsReason: false },
  takedown: { move: "takedown", needsReason: true },
} as const satisfies Record<string, { move: Move; needsReason: boolean }>;

/** What a moderator can decide. */
export type Decision = keyof typeof DECISIONS;

/** What a moderator can decide, in the order of a signature's life. */
export const DECISION_NAMES = [
  "release",
  "approve",
  "reject",
  "takedown",
] as const satisfies Decision[];

/** What a move asks of the account that makes it. */
const PERMISSION: Partial<Record<Move, Permission>> = {
  overturn: "overturn",
  takedown: "takedown",
};

/** Entries decided in one request at most. */
export const DECIDE_MAX = 100;
/** The longest note, in characters. */
export const NOTE_LENGTH_MAX = 2_000;
/** The longest reason in a moderator's own words, in characters. */
export const REASON_LENGTH_MAX = 300;

/** A moderator's wish. */
export type DecisionRequest = {
  ids: readonly string[];
  decision: Decision;
  /** Where the moderator saw the entries: approving what they saw rejected overturns it. */
  seenIn: State | null;
  /** A reason of the list, or the moderator's own words. */
  reason: string | null;
  note: string | null;
};

/** Why an entry was left as it is: where it stands, or no such entry, or its letter is closed. */
export type SkipReason = State | "unknown" | "letter-closed";

/** Which entries were decided, and why the others were not. */
export type DecisionResult = {
  decided: string[];
  skipped: { id: string; why: SkipReason }[];
};

type ModerateDeps = Pick<Deps, "db" | "clock" | "log">;

/** Whether a decision must come with a reason. */
export function needsReason(decision: Decision): boolean {
  return DECISIONS[decision].needsReason;
}

/**
 * Decides entries of one letter. Each is decided once: an entry that somebody else decided in
 * the meantime is left as it is and named in `skipped`.
 */
export async function decide(
  deps: ModerateDeps,
  account: Account,
  letter: Letter,
  request: DecisionRequest,
): Promise<DecisionResult> {
  const mover = { by: account.id, at: deps.clock.now() };
  const ids = [...new Set(request.ids)].slice(0, DECIDE_MAX);
  const name = moveOf(request);
  // A link that is mailed after its letter closed would lead nowhere.
  if (name === "release" && !isOpen(letter, mover.at)) {
    return { decided: [], skipped: ids.map((id) => ({ id, why: "letter-closed" })) };
  }
  const isAllowed = may(account, PERMISSION[name] ?? "moderate", letter.id);
  const which = { letterId: letter.id, id: { in: ids } };
  const decided = isAllowed
    ? await move(deps.db, which, name, mover, columnsOf(name, request, mover))
    : [];
  if (request.note !== null) {
    await addNotes(deps.db, decided, { accountId: account.id, text: request.note, at: mover.at });
  }
  deps.log.info("signature.decided", { decision: request.decision, decided: decided.length });
  const left = ids.filter((id) => !decided.includes(id));
  const states = await statesOf(deps.db, letter.id, left);
  return { decided, skipped: left.map((id) => ({ id, why: states.get(id) ?? "unknown" })) };
}

function moveOf({ decision, seenIn }: DecisionRequest): Move {
  const isOverturn = decision === "approve" && seenIn === "rejected";
  return isOverturn ? "overturn" : DECISIONS[decision].move;
}

function columnsOf(
  name: Move,
  { reason }: DecisionRequest,
  mover: { by: string; at: Date },
): MoveColumns {
  if (MOVES[name].to === "unverified") {
    const expiresAt = later(mover.at, VERIFY_TTL_DAYS * DAY_MS);
    return { heldReason: null, expiresAt, mailAskedAt: mover.at, mailsAsked: { increment: 1 } };
  }
  const decided = { decidedAt: mover.at, decidedBy: mover.by, ...reasonColumns(reason) };
  return name === "takedown" ? { ...ERASED, ...decided } : decided;
}

function reasonColumns(reason: string | null): {
  reason: string | null;
  reasonWords: string | null;
} {
  if (reason === null || isReason(reason)) return { reason, reasonWords: null };
  return { reason: "other", reasonWords: reason };
}
