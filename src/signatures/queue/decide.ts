import { type Account, may, type Permission } from "../../accounts/account.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { type GivenReason, givenReason } from "../../letters/reasons.ts";
import { DAY_MS, later, SECOND_MS } from "../../shared/clock.ts";
import { slices } from "../../shared/slices.ts";
import { ERASED } from "../entry.ts";
import { MOVES, type Move, type State, VERIFY_TTL_DAYS } from "../lifecycle.ts";
import { acceptProposals, rejectProposals } from "../own-page/proposal.ts";
import {
  addNotes,
  type MoveColumns,
  type Mover,
  move,
  type Standing,
  standingsOf,
} from "../store.ts";
import { markPresent } from "./presence.ts";

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
/** Entries that one statement decides: with a note for each, what D1 takes. */
const STATEMENT_IDS_MAX = 20;
/**
 * How long after a decision its mail is due. Longer than it can be undone, by what clocks of two
 * servers may differ: what is undone was never mailed.
 */
export const DECISION_MAIL_DELAY_MS = 12 * SECOND_MS;
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
  /** When the moderator's page was made: what changed since is left for them to read. */
  seenAt: Date | null;
  /** A reason of the list, or the moderator's own words. */
  reason: string | null;
  note: string | null;
};

/**
 * Why an entry was left as it is: where it stands, that its signatory changed it since the
 * moderator looked, that there is no such entry, that its letter is closed; or, of a decision that
 * was to be undone, that it is too late, or not the moderator's own.
 */
export type SkipReason = State | "changed" | "unknown" | "letter-closed" | "too-late" | "not-yours";

/** Which entries were decided, and why the others were not. */
export type DecisionResult = {
  /** When: names the decision in the history. */
  at: Date;
  decided: string[];
  skipped: { id: string; why: SkipReason }[];
};

type ModerateDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** Whether a decision must come with a reason. */
export function needsReason(decision: Decision): boolean {
  return DECISIONS[decision].needsReason;
}

/**
 * Decides entries of one letter, and changes that wait for published ones. Each is decided once: an
 * entry that somebody else decided, or its signatory changed, in the meantime is left as it is and
 * named in `skipped`.
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
    const skipped = ids.map((id) => ({ id, why: "letter-closed" as const }));
    return { at: mover.at, decided: [], skipped };
  }
  const reason =
    request.reason === null ? null : await givenReason(deps, letter.id, request.reason);
  const isAllowed = may(account, PERMISSION[name] ?? "moderate", letter.id);
  const decided: string[] = [];
  const skipped: DecisionResult["skipped"] = [];
  for (const slice of slices(ids, STATEMENT_IDS_MAX)) {
    const done = isAllowed
      ? await decideAll(deps, letter, { ...request, ids: slice, reason }, mover)
      : [];
    if (request.note !== null) {
      await addNotes(deps.db, done, { accountId: account.id, text: request.note, at: mover.at });
    }
    const left = slice.filter((id) => !done.includes(id));
    const standings = await standingsOf(deps.db, letter.id, left);
    const why = (id: string) => skipReason(standings.get(id), isAllowed ? name : null);
    decided.push(...done);
    skipped.push(...left.map((id) => ({ id, why: why(id) })));
  }
  deps.log.info("signature.decided", { decision: request.decision, decided: decided.length });
  await markPresent(deps, account, letter.id, ids.at(-1) ?? null);
  return { at: mover.at, decided, skipped };
}

/** Notes something about entries of a letter, and decides nothing. */
export async function note(
  deps: Pick<Deps, "db" | "clock">,
  account: Account,
  letter: Letter,
  request: { ids: readonly string[]; text: string },
): Promise<DecisionResult> {
  const at = deps.clock.now();
  const ids = [...new Set(request.ids)].slice(0, DECIDE_MAX);
  const noted: string[] = [];
  for (const slice of slices(ids, STATEMENT_IDS_MAX)) {
    const standings = await standingsOf(deps.db, letter.id, slice);
    const there = slice.filter((id) => standings.has(id));
    await addNotes(deps.db, there, { accountId: account.id, text: request.text, at });
    noted.push(...there);
  }
  const skipped = ids.filter((id) => !noted.includes(id));
  return { at, decided: noted, skipped: skipped.map((id) => ({ id, why: "unknown" })) };
}

/** A wish whose reason was looked up. */
type Wish = Omit<DecisionRequest, "reason"> & { reason: GivenReason | null };

/** Moves the entries, then decides what is proposed for those that are published already. */
async function decideAll(
  deps: ModerateDeps,
  letter: Letter,
  request: Wish,
  mover: Mover,
): Promise<string[]> {
  const { ids, seenAt, reason } = request;
  const name = moveOf(request);
  const asSeen = seenAt === null ? {} : { OR: [{ editedAt: null }, { editedAt: { lte: seenAt } }] };
  const which = { letterId: letter.id, id: { in: [...ids] }, ...asSeen };
  const moved = await move(deps.db, which, name, mover, columnsOf(name, request, mover));
  const rest = { letterId: letter.id, ids: ids.filter((id) => !moved.includes(id)), seenAt };
  if (rest.ids.length === 0) return moved;
  switch (name) {
    case "approve":
      return [...moved, ...(await acceptProposals(deps, rest, mover))];
    case "reject":
      return [...moved, ...(await rejectProposals(deps, rest, mover, reason?.code ?? "other"))];
    default:
      return moved;
  }
}

/** What could have been decided and was not has been changed by its signatory meanwhile. */
function skipReason(standing: Standing | undefined, name: Move | null): SkipReason {
  if (standing === undefined) return "unknown";
  const from: readonly State[] = name === null ? [] : MOVES[name].from;
  const isOfChange = standing.hasProposal && (name === "approve" || name === "reject");
  return from.includes(standing.state) || isOfChange ? "changed" : standing.state;
}

function moveOf({ decision, seenIn }: Pick<DecisionRequest, "decision" | "seenIn">): Move {
  const isOverturn = decision === "approve" && seenIn === "rejected";
  return isOverturn ? "overturn" : DECISIONS[decision].move;
}

function columnsOf(name: Move, { reason }: Wish, mover: { by: string; at: Date }): MoveColumns {
  if (MOVES[name].to === "unverified") {
    const expiresAt = later(mover.at, VERIFY_TTL_DAYS * DAY_MS);
    return { heldReason: null, expiresAt, mailAskedAt: mover.at, mailsAsked: { increment: 1 } };
  }
  const decided = { decidedAt: mover.at, decidedBy: mover.by, ...reasonColumns(reason) };
  return name === "takedown"
    ? { ...ERASED, ...decided, decisionMailAt: null }
    : { ...decided, decisionMailAt: later(mover.at, DECISION_MAIL_DELAY_MS) };
}

function reasonColumns(reason: GivenReason | null) {
  return {
    reason: reason?.code ?? null,
    reasonWords: reason?.words ?? null,
    silent: reason?.silent ?? false,
  };
}
