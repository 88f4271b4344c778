import type { Db, Prisma } from "../db/db.ts";
import { later } from "../shared/clock.ts";
import {
  type FirstMove,
  isState,
  type LIVE_STATES,
  MOVES,
  type Move,
  type OnwardMove,
  type State,
  UNCONFIRMED_STATES,
} from "./lifecycle.ts";
import type { Kind } from "./name.ts";
import { ERASED, SIDE_EFFECTS } from "./side-effects.ts";

/** Who makes a move, when, and the code of the reason for it. The triggers copy all of it. */
export type Mover = { by: string; at: Date; reason?: string | null };

/** Columns that a move sets besides those that every move sets. */
export type MoveColumns = Omit<
  Prisma.SignatureUncheckedUpdateManyInput,
  "id" | "letterId" | "state" | keyof ReturnType<typeof moveColumns>
>;

/** Who moved an entry if it was not a member of staff. */
export const BY_SIGNATORY = "signatory";
export const BY_JOB = "job";

/**
 * Moves signatures along the lifecycle: the one compare-and-set that every change of an entry goes
 * through. One statement changes the rows in a state that the move may start from, and gives their
 * ids. An id that is missing from them was decided by somebody else first.
 *
 * The database itself does what follows (history, mail, what is dropped), in the same statement.
 * What the move erases is set here; the database refuses a move that should erase and did not.
 */
export async function move(
  db: Db,
  which: Prisma.SignatureWhereInput,
  name: OnwardMove,
  mover: Mover,
  columns: MoveColumns = {},
): Promise<string[]> {
  return await change(db, name, oneMove(which, name, mover, columns));
}

/** The same as one of some statements in order; what the others do stands after it. */
export function moveStatement(
  client: Pick<Db, "signature">,
  ...args: Parameters<typeof oneMove>
): Prisma.PrismaPromise<unknown> {
  return client.signature.updateManyAndReturn(oneMove(...args));
}

function oneMove(
  which: Prisma.SignatureWhereInput,
  name: OnwardMove,
  mover: Mover,
  columns: MoveColumns,
) {
  const { from, to }: { from: readonly State[]; to: State | "same" } = MOVES[name];
  const erased = SIDE_EFFECTS[name].erases ? ERASED : {};
  const isFrom = { state: { in: [...from] } };
  return changeOf({ AND: [which, isFrom] }, name, mover, {
    ...erased,
    ...columns,
    ...(to !== "same" && { state: to }),
  });
}

/** An entry that is erased: it has no name. */
const IS_ERASED = { name: "" };

/**
 * Puts invalidated entries back into the state that they were in, in one statement, and gives their
 * ids. What was withdrawn meanwhile stays so.
 */
export async function restore(
  db: Db,
  which: Prisma.SignatureWhereInput,
  to: (typeof LIVE_STATES)[number],
  mover: Mover,
): Promise<string[]> {
  const isOut = { state: MOVES.invalidate.to, invalidatedFrom: to };
  const columns = { state: to, invalidatedFrom: null };
  return await change(db, "restore", changeOf({ AND: [which, isOut] }, "restore", mover, columns));
}

/** The same for entries that were taken down and hold everything still. */
export async function putBack(
  db: Db,
  which: Prisma.SignatureWhereInput,
  to: (typeof LIVE_STATES)[number],
  mover: Mover,
): Promise<string[]> {
  const isOut = { state: MOVES.withhold.to, takendownFrom: to };
  const columns = { state: to, takendownFrom: null };
  return await change(
    db,
    "put-back",
    changeOf({ AND: [which, isOut] }, "put-back", mover, columns),
  );
}

async function change(
  db: Db,
  name: Move,
  statement: ReturnType<typeof changeOf>,
): Promise<string[]> {
  const changed = await db.signature.updateManyAndReturn(statement);
  if (changed.length > 0 && isErasure(name)) await keepErasures(db);
  return changed.map((row) => row.id);
}

function changeOf(
  where: Prisma.SignatureWhereInput,
  name: Move,
  mover: Mover,
  columns: Prisma.SignatureUncheckedUpdateManyInput,
) {
  return {
    where: { AND: [where, { NOT: IS_ERASED }] },
    data: {
      ...columns,
      ...moveColumns(name, mover),
      moveNo: { increment: 1 },
    },
    select: { id: true as const },
  };
}

/** Moves that say less in public than was said before, besides those that erase. */
const HIDING_MOVES: readonly Move[] = [
  "hide",
  "hide-again",
  "go-unnamed",
  "leave-news",
  "forget-contacts",
];

function isErasure(name: Move): boolean {
  return (SIDE_EFFECTS[name].erases ?? false) || HIDING_MOVES.includes(name);
}

/** Lets the ledger say at once what was erased. If that fails, a job tries again, and says why. */
export async function keepErasures(db: Db): Promise<void> {
  await db.$keepErasures().catch(() => undefined);
}

/** The columns that the first move of a new entry sets. */
export function firstColumns(name: FirstMove, state: State, mover: Mover) {
  return { ...moveColumns(name, mover), state };
}

/** What every move records: its name, who made it, when and why, and when its mail is due. */
function moveColumns(name: Move, { by, at, reason = null }: Mover) {
  const { mail, mailDelayMs = 0, isCapped } = SIDE_EFFECTS[name];
  return {
    move: name,
    movedAt: at,
    movedBy: by,
    moveReason: reason,
    mailDueAt: mail === undefined ? null : later(at, mailDelayMs),
    ...(isCapped && { mailAskedAt: at }),
  };
}

/** The key that makes a repeat a repeat: one entry per letter, kind and address. */
export type EntryOwner = { letterId: string; kind: Kind; addressKey: string };

/** Removes this owner's entry if its time to be confirmed or released is over. */
export async function dropExpired(db: Db, owner: EntryOwner, now: Date): Promise<boolean> {
  const dropped = await db.signature.deleteMany({
    where: { ...owner, state: { in: [...UNCONFIRMED_STATES] }, expiresAt: { lte: now } },
  });
  return dropped.count > 0;
}

/** The group in the queue that this owner's unconfirmed entry would begin; null if it has none. */
export async function ownGroup(
  db: Db,
  owner: EntryOwner,
): Promise<{ standsWith: string; standsAt: Date } | null> {
  const row = await db.signature.findFirst({
    where: { ...owner, state: { in: [...UNCONFIRMED_STATES] } },
    select: { id: true, signedAt: true },
  });
  return row && { standsWith: row.id, standsAt: row.signedAt };
}

/** The state of this owner's entry; null if there is none. */
export async function ownState(db: Db, owner: EntryOwner): Promise<State | null> {
  const row = await db.signature.findFirst({ where: owner, select: { state: true } });
  return row && toState(row.state);
}

/** An entry's state, whether a change of it waits, and whether it is erased. */
export type EntryState = { state: State; hasProposal: boolean; isErased: boolean };

/** The states of some entries of one letter, by id. */
export async function entryStates(
  db: Db,
  letterId: string,
  ids: readonly string[],
): Promise<Map<string, EntryState>> {
  const rows = await db.signature.findMany({
    where: { letterId, id: { in: [...ids] } },
    select: { id: true, state: true, proposedAt: true, name: true },
  });
  return new Map(
    rows.map(({ id, state, proposedAt, name }) => [
      id,
      {
        state: toState(state),
        hasProposal: proposedAt !== null,
        isErased: name === IS_ERASED.name,
      },
    ]),
  );
}

/** A state from the database. Throws if the lifecycle does not know it. */
export function toState(text: string): State {
  if (isState(text)) return text;
  throw new Error(`A signature is in the unknown state ${JSON.stringify(text)}.`);
}

/** A kind from the database. Throws if it is an unknown one. */
export function toKind(text: string): Kind {
  if (text === "organisation" || text === "individual") return text;
  throw new Error(`A signature is of the unknown kind ${JSON.stringify(text)}.`);
}

/**
 * Adds the same note of a member of staff to each of some entries. One that is erased, perhaps just
 * now or by the decision that the note is about, keeps none: nothing that was said of it stays.
 */
export async function addNotes(
  db: Db,
  ids: readonly string[],
  note: { accountId: string; text: string; at: Date },
): Promise<void> {
  const { accountId, text, at: createdAt } = note;
  const data = ids.map((signatureId) => ({ signatureId, accountId, text, createdAt }));
  await db.$inOrder(({ signatureNote }) => [
    signatureNote.createMany({ data }),
    signatureNote.deleteMany({ where: { signatureId: { in: [...ids] }, signature: IS_ERASED } }),
  ]);
}
