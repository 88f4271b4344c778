import type { Account } from "../../accounts/account.ts";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { later, SECOND_MS } from "../../shared/clock.ts";
import { isOneOf, MOVES, type Move } from "../lifecycle.ts";
import { move, toState } from "../store.ts";
import { DECIDE_MAX, type DecisionResult, type SkipReason } from "./decide.ts";
import { markPresent } from "./presence.ts";

/** How long a decision can be undone, in ms: until shortly before its mail is due. */
export const UNDO_MS = 10 * SECOND_MS;

/** The columns of an entry that nobody has decided. */
const UNDECIDED = {
  decidedAt: null,
  decidedBy: null,
  reason: null,
  reasonWords: null,
  silent: false,
  decidedAs: null,
} as const;

/** Decisions that can be undone. Accepting a change of a published entry is not among them. */
const UNDOABLE = ["approve", "reject", "overturn"] as const satisfies Move[];

/**
 * Takes back what a member of staff decided within {@link UNDO_MS}: the entries wait again, and a
 * trigger drops what was to be mailed about them. Only whoever decided can do so, and only if the
 * decision moved an entry; an accepted change of a published entry stays.
 */
export async function undoDecisions(
  deps: Pick<Deps, "db" | "clock" | "log">,
  account: Account,
  letter: Letter,
  wanted: readonly string[],
): Promise<DecisionResult> {
  const at = deps.clock.now();
  const ids = [...new Set(wanted)].slice(0, DECIDE_MAX);
  const results = await inSlices(deps.db, ids, async (slice) => {
    const which = {
      letterId: letter.id,
      id: { in: slice },
      decidedBy: account.id,
      decidedAt: { gt: later(at, -UNDO_MS) },
      decidedAs: { in: [...UNDOABLE] },
      proposedAt: null,
    };
    const undone = await move(deps.db, which, "undo", { by: account.id, at }, UNDECIDED);
    const left = slice.filter((id) => !undone.includes(id));
    return [
      ...undone.map((id) => ({ id, why: null })),
      ...(await reasonsFor(deps, { account, letter, ids: left })),
    ];
  });
  const decided = results.flatMap(({ id, why }) => (why === null ? [id] : []));
  const skipped = results.flatMap(({ id, why }) => (why === null ? [] : [{ id, why }]));
  deps.log.info("signature.undone", { undone: decided.length });
  await markPresent(deps, account, letter.id, decided.at(-1) ?? null);
  return { at, decided, skipped };
}

async function reasonsFor(
  deps: Pick<Deps, "db">,
  { account, letter, ids }: { account: Account; letter: Letter; ids: readonly string[] },
): Promise<DecisionResult["skipped"]> {
  if (ids.length === 0) return [];
  const rows = await deps.db.signature.findMany({
    where: { letterId: letter.id, id: { in: [...ids] } },
    select: { id: true, state: true, decidedBy: true, proposedAt: true },
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  const why = (id: string): SkipReason => {
    const row = found.get(id);
    if (row === undefined) return "unknown";
    const state = toState(row.state);
    if (!isOneOf(state, MOVES.undo.from)) return state;
    if (row.decidedBy !== account.id) return "not-yours";
    return row.proposedAt === null ? "too-late" : "changed";
  };
  return ids.map((id) => ({ id, why: why(id) }));
}

/** The entries of one decision, given its time, that whoever made it can still undo. */
export async function undoableOf(
  deps: Pick<Deps, "db" | "clock">,
  account: Account,
  letterId: string,
  decidedAt: Date,
): Promise<string[]> {
  if (decidedAt <= later(deps.clock.now(), -UNDO_MS)) return [];
  const events = await deps.db.event.findMany({
    where: { letterId, at: decidedAt, by: account.id, move: { in: [...UNDOABLE] } },
    orderBy: { id: "asc" },
    take: DECIDE_MAX,
    select: { signatureId: true },
  });
  return events.map(({ signatureId }) => signatureId);
}
