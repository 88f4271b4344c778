import { type Account, may } from "../../accounts/account.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { type GivenReason, givenReason } from "../../letters/reasons.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { slices } from "../../shared/slices.ts";
import { isOneOf, MOVES, type State, VERIFY_TTL_DAYS } from "../lifecycle.ts";
import { acceptProposals, rejectProposals } from "../own-page/proposal.ts";
import {
  addNotes,
  type MoveColumns,
  type Mover,
  move,
  type Standing,
  standingsOf,
} from "../store.ts";
import { changeMoveOf, type DecidingMove, type Decision, moveOf } from "./decisions.ts";
import { markPresent } from "./presence.ts";

/** Entries decided in one request at most. */
export const DECIDE_MAX = 100;
/** Entries that one statement decides: with a note for each, what D1 takes. */
const STATEMENT_IDS_MAX = 20;
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
  const name = moveOf(request.decision, request.seenIn);
  // A link that is mailed after its letter closed would lead nowhere.
  if (name === "release" && !isOpen(letter, mover.at)) {
    const skipped = ids.map((id) => ({ id, why: "letter-closed" as const }));
    return { at: mover.at, decided: [], skipped };
  }
  const reason =
    request.reason === null ? null : await givenReason(deps, letter.id, request.reason);
  const isAllowed = may(account, MOVES[name].who, letter.id);
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
    const why = (id: string) => skipReason(standings.get(id), isAllowed ? request : null);
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
  const name = moveOf(request.decision, request.seenIn);
  const asSeen = seenAt === null ? {} : { OR: [{ editedAt: null }, { editedAt: { lte: seenAt } }] };
  const which = { letterId: letter.id, id: { in: [...ids] }, ...asSeen };
  const why = { ...mover, reason: reason?.code ?? null };
  const moved = await move(deps.db, which, name, why, columnsOf(name, reason, mover));
  const rest = { letterId: letter.id, ids: ids.filter((id) => !moved.includes(id)), seenAt };
  if (rest.ids.length === 0) return moved;
  switch (changeMoveOf(request.decision)) {
    case "accept-change":
      return [...moved, ...(await acceptProposals(deps, rest, mover))];
    case "reject-change":
      return [...moved, ...(await rejectProposals(deps, rest, mover, reason?.code ?? "other"))];
    case null:
      return moved;
  }
}

/** What could have been decided and was not has been changed by its signatory meanwhile. */
function skipReason(
  standing: Standing | undefined,
  request: Pick<DecisionRequest, "decision" | "seenIn"> | null,
): SkipReason {
  if (standing === undefined) return "unknown";
  if (request === null) return standing.state;
  const { from } = MOVES[moveOf(request.decision, request.seenIn)];
  const isOfChange = standing.hasProposal && changeMoveOf(request.decision) !== null;
  return isOneOf(standing.state, from) || isOfChange ? "changed" : standing.state;
}

function columnsOf(name: DecidingMove, reason: GivenReason | null, mover: Mover): MoveColumns {
  if (name === "release") {
    return { heldReason: null, expiresAt: later(mover.at, VERIFY_TTL_DAYS * DAY_MS) };
  }
  return {
    decidedAt: mover.at,
    decidedBy: mover.by,
    decidedAs: name,
    reason: reason?.code ?? null,
    reasonWords: reason?.words ?? null,
    silent: reason?.silent ?? false,
  };
}
