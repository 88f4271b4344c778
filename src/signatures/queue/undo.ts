import { type Account, may } from "../../accounts/account.ts";
import { giveBack } from "../../accounts/mass/allowance.ts";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { later, SECOND_MS } from "../../shared/clock.ts";
import { isOneOf, MOVES, type Move } from "../lifecycle.ts";
import { type Mover, move, toState } from "../store.ts";
import { takedownEnds, undoTakedowns } from "../takedown.ts";
import { DECIDE_MAX, type DecisionResult, type SkipReason } from "./decide.ts";
import { decidedBy } from "./decisions.ts";
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

/**
 * Decisions that can be undone until they are mailed. Accepting a change of a published entry is
 * not among them.
 */
const UNDOABLE = ["approve", "republish", "reject", "overturn"] as const satisfies Move[];

/** Decisions of which nobody is mailed: they can be undone for longer. */
const UNDOABLE_LATER = ["unpublish", "set-aside", "withhold"] as const satisfies Move[];

/**
 * Takes decisions back, and mails nobody.
 *
 * - What was approved or rejected within {@link UNDO_MS} waits again, and a trigger drops what was
 *   to be mailed about it. Only whoever decided can do so, and only if the decision moved an entry;
 *   an accepted change of a published entry stays.
 * - What was unpublished is published again, as long as nobody decided or changed it since.
 * - What was set aside is back in the queue.
 * - What was taken down comes back to where it was, until it is erased.
 */
export async function undoDecisions(
  deps: Pick<Deps, "db" | "clock" | "log">,
  account: Account,
  letter: Letter,
  wanted: readonly string[],
): Promise<DecisionResult> {
  const at = deps.clock.now();
  const mover = { by: account.id, at };
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
    const undone = await move(deps.db, which, "undo", mover, UNDECIDED);
    const rows = await rowsOf(deps, letter, without(slice, undone));
    undone.push(...(await undoOthers(deps, account, letter, [...rows.values()], mover)));
    return [
      ...undone.map((id) => ({ id, why: null })),
      ...without(slice, undone).map((id) => ({ id, why: reasonFor(rows.get(id), account) })),
    ];
  });
  const decided = results.flatMap(({ id, why }) => (why === null ? [id] : []));
  const skipped = results.flatMap(({ id, why }) => (why === null ? [] : [{ id, why }]));
  deps.log.info("signature.undone", { undone: decided.length });
  await markPresent(deps, account, letter.id, decided.at(-1) ?? null);
  return { at, decided, skipped };
}

/** What was decided long ago and was never to be mailed: takedowns, and what was unpublished. */
async function undoOthers(
  { db }: Pick<Deps, "db">,
  account: Account,
  { id: letterId }: Letter,
  rows: readonly DecidedRow[],
  mover: Mover,
): Promise<string[]> {
  const isAllowed = may(account, MOVES["put-back"].who, letterId);
  const takendown = isAllowed ? rows.filter(({ takendownFrom }) => takendownFrom !== null) : [];
  const isAside = (row: DecidedRow) => isSetAside(row, mover.at);
  const ids = rows.filter((row) => isUnpublished(row) && !isAside(row)).map(({ id }) => id);
  const which = { letterId, id: { in: ids }, ...UNPUBLISHED };
  const aside = rows.filter(isAside).map(({ id }) => id);
  const putBack = await undoTakedowns(db, letterId, takendown, mover);
  await giveBackTakedowns(db, takendown, putBack);
  return [
    ...putBack,
    ...(aside.length === 0 ? [] : await takeUp(db, letterId, aside, mover)),
    ...(ids.length === 0
      ? []
      : await move(db, which, "republish", mover, decidedBy("republish", mover))),
  ];
}

async function takeUp(
  db: Deps["db"],
  letterId: string,
  ids: readonly string[],
  mover: Mover,
): Promise<string[]> {
  const which = { letterId, id: { in: [...ids] }, laterUntil: { gt: mover.at } };
  return await move(db, which, "take-up", mover, { laterUntil: null });
}

/** Whether a moderator set an entry aside, and it is not back yet. */
export function isSetAside(
  { state, laterUntil }: { state: string; laterUntil: Date | null },
  now: Date,
): boolean {
  return isOneOf(toState(state), MOVES["take-up"].from) && laterUntil !== null && laterUntil > now;
}

/** What is put back no longer counts for whoever took it down. */
async function giveBackTakedowns(
  db: Deps["db"],
  rows: readonly DecidedRow[],
  putBack: readonly string[],
): Promise<void> {
  const back = rows.filter(({ id }) => putBack.includes(id));
  const byDecision = Map.groupBy(back, (row) => `${row.movedBy} ${row.movedAt.getTime()}`);
  for (const [first, ...others] of byDecision.values()) {
    if (first === undefined) continue;
    const doing = { accountId: first.movedBy, act: "takedown", at: first.movedAt } as const;
    await giveBack({ db }, doing, 1 + others.length);
  }
}

/** It was unpublished, and neither decided nor changed since. */
const UNPUBLISHED = { decidedAs: "unpublish", unpublishedAt: { not: null } } as const;

function isUnpublished({
  state,
  decidedAs,
  unpublishedAt,
}: Pick<DecidedRow, "state" | "decidedAs" | "unpublishedAt">): boolean {
  return state === "pending" && decidedAs === UNPUBLISHED.decidedAs && unpublishedAt !== null;
}

/** What can be undone about an entry, however long ago it was decided; null if nothing can. */
export function undoableLater(
  entry: Parameters<typeof isUnpublished>[0] & {
    takendownFrom: string | null;
    laterUntil: Date | null;
    movedAt: Date;
  },
  now: Date,
): { of: "takedown" | "later"; until: Date } | { of: "unpublish" } | null {
  if (entry.laterUntil !== null && isSetAside(entry, now)) {
    return { of: "later", until: entry.laterUntil };
  }
  if (isUnpublished(entry)) return { of: "unpublish" };
  const until = takedownEnds(entry);
  return entry.takendownFrom !== null && until > now ? { of: "takedown", until } : null;
}

type DecidedRow = Awaited<ReturnType<typeof findRows>>[number];

async function findRows({ db }: Pick<Deps, "db">, letter: Letter, ids: readonly string[]) {
  return await db.signature.findMany({
    where: { letterId: letter.id, id: { in: [...ids] } },
    select: {
      id: true,
      state: true,
      decidedBy: true,
      decidedAs: true,
      movedBy: true,
      movedAt: true,
      proposedAt: true,
      takendownFrom: true,
      unpublishedAt: true,
      laterUntil: true,
    },
  });
}

async function rowsOf(
  deps: Pick<Deps, "db">,
  letter: Letter,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DecidedRow>> {
  const rows = ids.length === 0 ? [] : await findRows(deps, letter, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Why a decision was not undone. */
function reasonFor(row: DecidedRow | undefined, account: Account): SkipReason {
  if (row === undefined) return "unknown";
  const state = toState(row.state);
  const wasUnpublished = state === "pending" && row.decidedAs === UNPUBLISHED.decidedAs;
  if (wasUnpublished) return "changed";
  // Perhaps only in a few minutes, when the job comes by.
  if (state === MOVES.withhold.to) return "erased";
  if (!isOneOf(state, MOVES.undo.from)) return state;
  if (row.decidedBy !== account.id) return "not-yours";
  return row.proposedAt === null ? "too-late" : "changed";
}

function without(ids: readonly string[], some: readonly string[]): string[] {
  return ids.filter((id) => !some.includes(id));
}

/** The entries of one decision, given its time, that whoever made it can still undo. */
export async function undoableOf(
  deps: Pick<Deps, "db" | "clock">,
  account: Account,
  letterId: string,
  decidedAt: Date,
): Promise<string[]> {
  if (decidedAt <= later(deps.clock.now(), -UNDO_MS)) return [];
  const moves = [...UNDOABLE, ...UNDOABLE_LATER];
  const events = await deps.db.event.findMany({
    where: { letterId, at: decidedAt, by: account.id, move: { in: moves } },
    orderBy: { id: "asc" },
    take: DECIDE_MAX,
    select: { signatureId: true },
  });
  return events.map(({ signatureId }) => signatureId);
}
