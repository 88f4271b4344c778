import { type Account, may } from "../../accounts/account.ts";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Db, Prisma } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { type GivenReason, givenReason } from "../../letters/reasons.ts";
import { DAY_MS, later, utcDay } from "../../shared/clock.ts";
import type { Evidence } from "../evidence/read.ts";
import { MOVES, type State, VERIFY_TTL_DAYS } from "../lifecycle.ts";
import { acceptProposals, rejectProposals } from "../own-page/proposal.ts";
import {
  addNotes,
  type EntryState,
  entryStates,
  type MoveColumns,
  type Mover,
  move,
} from "../store.ts";
import { takeDown } from "../takedown.ts";
import {
  changeMoveOf,
  type DecidingMove,
  type Decision,
  decidedBy,
  isFrom,
  moveOf,
} from "./decisions.ts";
import { asLookedAt, type LookedAt, lookAt } from "./look-closer.ts";
import { markPresent } from "./presence.ts";

/** The most entries that one request decides. */
export const DECIDE_MAX = 100;
/** A note takes this many values of a statement for each entry. */
export const VALUES_OF_NOTE = 4;
/** The longest note, in characters. */
export const NOTE_LENGTH_MAX = 2_000;
/** The longest reason in a moderator's own words, in characters. */
export const REASON_LENGTH_MAX = 300;

/** What a moderator asks for. */
export type DecisionRequest = {
  ids: readonly string[];
  decision: Decision;
  /** The state that the moderator saw: approving what they saw as rejected overturns it. */
  seenIn: State | null;
  /** When the moderator's page was made: what has changed since is left for them to read. */
  seenAt: Date | null;
  /** A reason of the list, or the moderator's own words. */
  reason: string | null;
  note: string | null;
  /** To approve also what asks for a closer look: the second press. */
  despite: boolean;
  /** Until when what is decided later is set aside. */
  until?: Date | null;
};

/**
 * Why an entry was left as it is: its state; its signatory changed it after the moderator looked;
 * it is taken down and erased; there is no such entry; its letter is closed; or approving it takes
 * a second press. A decision is not undone if it is too late, or if it is not the moderator's own.
 */
export type SkipReason =
  | State
  | "changed"
  | "erased"
  | "unknown"
  | "letter-closed"
  | "look-closer"
  | "too-late"
  | "not-yours"
  /** Above the limit of a day: it waits for a second person or an hour, or was not even kept. */
  | "second-person"
  | "after-delay"
  | "too-many-waiting";

/** Which entries were decided, and why the others were not. */
export type DecisionResult = {
  /** When: identifies the decision in the history. */
  at: Date;
  decided: string[];
  skipped: SkippedEntry[];
};

/** An entry that was left as it is, with the evidence if that is why. */
export type SkippedEntry = { id: string; why: SkipReason; evidence?: readonly Evidence[] };

type ModerateDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Decides entries of one letter, and changes that wait for published ones. Each is decided once: if
 * somebody else decided an entry meanwhile, or its signatory changed it, it is left as it is and
 * listed in `skipped`.
 */
export async function decide(
  deps: ModerateDeps,
  account: Account,
  letter: Letter,
  request: DecisionRequest,
  at = deps.clock.now(),
): Promise<DecisionResult> {
  const mover = { by: account.id, at };
  const ids = [...new Set(request.ids)].slice(0, DECIDE_MAX);
  const name = moveOf(request.decision, request.seenIn);
  // A link mailed after its letter has closed would lead nowhere.
  if (name === "release" && !isOpen(letter, mover.at)) {
    const skipped = ids.map((id) => ({ id, why: "letter-closed" as const }));
    return { at: mover.at, decided: [], skipped };
  }
  const reason =
    request.reason === null ? null : await givenReason(deps, letter.id, request.reason);
  const isAllowed = may(account, MOVES[name].who, letter.id);
  const wish = { ...request, reason };
  const results = await inSlices(
    deps.db,
    ids,
    async (slice) => {
      const { done, closer } = isAllowed
        ? await decideAll(deps, letter, { ...wish, ids: slice }, mover)
        : NOTHING_DONE;
      // A reason in one's own words stays until the entry is erased, as a note does.
      const words = name === "withhold" ? (reason?.words ?? null) : null;
      for (const text of [words, request.note]) {
        if (text === null) continue;
        await addNotes(deps.db, done, { accountId: account.id, text, at: mover.at });
      }
      const left = slice.filter((id) => !done.includes(id));
      const states = await entryStates(deps.db, letter.id, left);
      const skipped = left.map((id): SkippedEntry => {
        const why = skipReason(states.get(id), isAllowed ? request : null);
        const evidence = closer.get(id)?.evidence;
        // Somebody else may have decided it in the same moment.
        const isLeft = why === "changed" && evidence !== undefined;
        return isLeft ? { id, why: "look-closer", evidence } : { id, why };
      });
      return [{ done, skipped }];
    },
    VALUES_OF_NOTE,
  );
  const decided = results.flatMap(({ done }) => done);
  const skipped = results.flatMap((slice) => slice.skipped);
  deps.log.info("signature.decided", { decision: request.decision, decided: decided.length });
  await markPresent(deps, account, letter.id, ids.at(-1) ?? null);
  return { at: mover.at, decided, skipped };
}

type Decided = { done: string[]; closer: LookedAt["closer"] };

const NOTHING_DONE: Decided = { done: [], closer: new Map() };

/** Moves the entries, then decides what is proposed for those that are published already. */
async function decideAll(
  deps: ModerateDeps,
  letter: Letter,
  request: GivenRequest,
  mover: Mover,
): Promise<Decided> {
  const { seenAt, reason } = request;
  const letterId = letter.id;
  const asSeen = seenAt === null ? {} : { OR: [{ editedAt: null }, { editedAt: { lte: seenAt } }] };
  const isApproval = request.decision === "approve" && !request.despite;
  const looked = isApproval ? await lookAt(deps, letterId, request.ids, asSeen) : null;
  const closer = looked?.closer ?? new Map();
  const ids = request.ids.filter((id) => !closer.has(id));
  const asLooked = looked === null ? {} : asLookedAt(looked);
  const which = { letterId, AND: [asSeen, asLooked] };
  const moved = await moveAll(deps.db, { ...request, ids }, which, mover);
  // A change that was asked for since has not been looked at.
  const readAt = looked === null ? seenAt : (seenAt ?? mover.at);
  const rest = { letterId, ids: ids.filter((id) => !moved.includes(id)), seenAt: readAt };
  if (rest.ids.length === 0) return { done: moved, closer };
  switch (changeMoveOf(request.decision)) {
    case "accept-change":
      return { done: [...moved, ...(await acceptProposals(deps, rest, mover))], closer };
    case "reject-change": {
      const rejected = await rejectProposals(deps, rest, mover, reason?.code ?? "other");
      return { done: [...moved, ...rejected], closer };
    }
    case null:
      return { done: moved, closer };
  }
}

type GivenRequest = Omit<DecisionRequest, "reason"> & { reason: GivenReason | null };

/** Moves the entries of a request that meet a condition. */
async function moveAll(
  db: Db,
  { ids, decision, seenIn, reason, until = null }: GivenRequest,
  which: Prisma.SignatureWhereInput,
  mover: Mover,
): Promise<string[]> {
  const name = moveOf(decision, seenIn);
  const why = { ...mover, reason: until === null ? (reason?.code ?? null) : utcDay(until) };
  if (name === "withhold") return await takeDown(db, { ids, which, seenIn }, why);
  const some = { ...which, id: { in: [...ids] } };
  const columns = columnsOf(name, reason, mover, until);
  if (name !== "approve") return await move(db, some, name, why, columns);
  const approved = await move(db, { ...some, unpublishedAt: null }, name, why, columns);
  if (approved.length === ids.length) return approved;
  // What was published before, as it is now, is published again without a mail.
  const again = { ...some, unpublishedAt: { not: null } };
  return [...approved, ...(await move(db, again, "republish", why, decidedBy("republish", mover)))];
}

/** If an entry could have been decided and was not, its signatory has changed it meanwhile. */
function skipReason(
  entry: EntryState | undefined,
  request: Pick<DecisionRequest, "decision" | "seenIn"> | null,
): SkipReason {
  if (entry === undefined) return "unknown";
  if (request === null) return entry.state;
  if (entry.isErased) return "erased";
  const name = moveOf(request.decision, request.seenIn);
  const isOfChange = entry.hasProposal && changeMoveOf(request.decision) !== null;
  return isFrom(name, entry.state) || isOfChange ? "changed" : entry.state;
}

function columnsOf(
  name: DecidingMove,
  reason: GivenReason | null,
  mover: Mover,
  until: Date | null,
): MoveColumns {
  switch (name) {
    case "set-aside":
      return { laterUntil: until };
    case "release":
      return { heldReason: null, expiresAt: later(mover.at, VERIFY_TTL_DAYS * DAY_MS) };
    case "unpublish":
      return { ...decidedBy(name, mover, reason), unpublishedAt: mover.at };
    default:
      return decidedBy(name, mover, reason);
  }
}
