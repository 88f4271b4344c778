import type { Db, Prisma } from "../db/db.ts";
import { MAIL_INTERVAL_MS, MAILS_PER_SIGNATURE_MAX } from "../limits.ts";
import { later } from "../shared/clock.ts";
import {
  type FirstMove,
  isState,
  MOVES,
  type Move,
  type State,
  UNCONFIRMED_STATES,
} from "./lifecycle.ts";
import type { Kind } from "./name.ts";
import { ERASED, SIDE_EFFECTS } from "./side-effects.ts";

/** Who makes a move, when, and for what reason's code. The triggers copy all of it. */
export type Mover = { by: string; at: Date; reason?: string | null };

/** Columns that a move sets besides those that every move sets. */
export type MoveColumns = Omit<
  Prisma.SignatureUncheckedUpdateManyInput,
  "id" | "letterId" | "state" | keyof ReturnType<typeof moveColumns>
>;

/** Who moved an entry when it was no member of staff. */
export const BY_SIGNATORY = "signatory";
export const BY_JOB = "job";

/**
 * Moves signatures along the lifecycle: the one compare-and-set that every change of an entry goes
 * through. Only rows that stand in a state the move may start from are changed, in one statement;
 * the ids of those come back. An id that does not come back was decided by somebody first.
 *
 * What follows (history, mail, what is dropped) the database does by itself, in the same statement.
 * What the move erases is set here; the database refuses a move that should erase and did not.
 */
export async function move(
  db: Db,
  which: Prisma.SignatureWhereInput,
  name: Exclude<Move, FirstMove | "restore">,
  mover: Mover,
  columns: MoveColumns = {},
): Promise<string[]> {
  const { from, to } = MOVES[name];
  const erased = SIDE_EFFECTS[name].erases ? ERASED : {};
  return await change(db, { AND: [which, { state: { in: [...from] } }] }, name, mover, {
    ...erased,
    ...columns,
    ...(to !== "same" && { state: to }),
  });
}

/**
 * Puts entries that were invalidated back where they were, in one statement; the ids of those come
 * back. What was withdrawn meanwhile stays so.
 */
export async function restore(
  db: Db,
  which: Prisma.SignatureWhereInput,
  to: (typeof MOVES.restore.to)[number],
  mover: Mover,
): Promise<string[]> {
  const isOut = { state: MOVES.invalidate.to, invalidatedFrom: to };
  const columns = { state: to, invalidatedFrom: null };
  return await change(db, { AND: [which, isOut] }, "restore", mover, columns);
}

async function change(
  db: Db,
  where: Prisma.SignatureWhereInput,
  name: Move,
  mover: Mover,
  columns: Prisma.SignatureUncheckedUpdateManyInput,
): Promise<string[]> {
  const { isCapped } = SIDE_EFFECTS[name];
  const changed = await db.signature.updateManyAndReturn({
    where,
    data: {
      ...columns,
      ...moveColumns(name, mover),
      moveNo: { increment: 1 },
      ...(isCapped && { mailsAsked: { increment: 1 } }),
    },
    select: { id: true },
  });
  return changed.map((row) => row.id);
}

/** The columns of a new entry that its first move sets. */
export function firstColumns(name: FirstMove, state: State, mover: Mover) {
  const isCapped = SIDE_EFFECTS[name].isCapped ?? false;
  return { ...moveColumns(name, mover), state, mailsAsked: isCapped ? 1 : 0 };
}

/** What every move notes down: its name, who made it, when and why, and when its mail is due. */
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

/**
 * Asks for a mail that a stranger can cause, unless one was asked for too recently or too often.
 * Which mail that is goes by the move and the state that the entry is in.
 */
export async function askForMail(
  db: Db,
  which: Prisma.SignatureWhereInput,
  name: "repeat" | "send-link",
  now: Date,
): Promise<void> {
  const notSince = later(now, -MAIL_INTERVAL_MS);
  const isWithinCaps = {
    OR: [{ mailAskedAt: null }, { mailAskedAt: { lt: notSince } }],
    mailsAsked: { lt: MAILS_PER_SIGNATURE_MAX },
  };
  await move(db, { AND: [which, isWithinCaps] }, name, { by: BY_SIGNATORY, at: now });
}

/** Removes an entry of this owner whose time to be confirmed or released is over. */
export async function dropExpired(db: Db, owner: EntryOwner, now: Date): Promise<boolean> {
  const dropped = await db.signature.deleteMany({
    where: { ...owner, state: { in: [...UNCONFIRMED_STATES] }, expiresAt: { lte: now } },
  });
  return dropped.count > 0;
}

/** Where an unconfirmed entry of this owner would stand by itself; null where there is none. */
export async function ownStand(
  db: Db,
  owner: EntryOwner,
): Promise<{ standsWith: string; standsAt: Date } | null> {
  const row = await db.signature.findFirst({
    where: { ...owner, state: { in: [...UNCONFIRMED_STATES] } },
    select: { id: true, signedAt: true },
  });
  return row && { standsWith: row.id, standsAt: row.signedAt };
}

/** Whether an entry of this owner is there, in whatever state. */
export async function hasEntry(db: Db, owner: EntryOwner): Promise<boolean> {
  const row = await db.signature.findFirst({ where: owner, select: { id: true } });
  return row !== null;
}

/** What the page of one entry needs. */
export async function findSignature(db: Db, id: string) {
  return await db.signature.findUnique({
    where: { id },
    select: {
      id: true,
      letterId: true,
      kind: true,
      state: true,
      name: true,
      title: true,
      affiliation: true,
      website: true,
      country: true,
      visibility: true,
      edition: true,
      signals: true,
      contactName: true,
      contactRole: true,
      expiresAt: true,
      sortName: true,
      updates: true,
      hiddenAt: true,
      reason: true,
      tokenVersion: true,
      proposal: true,
      proposedAt: true,
      proposalReason: true,
    },
  });
}

/** Where an entry stands, and whether a change of it waits for a moderator. */
export type Standing = { state: State; hasProposal: boolean };

/** Where some entries of one letter stand, by id. */
export async function standingsOf(
  db: Db,
  letterId: string,
  ids: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await db.signature.findMany({
    where: { letterId, id: { in: [...ids] } },
    select: { id: true, state: true, proposedAt: true },
  });
  return new Map(
    rows.map(({ id, state, proposedAt }) => [
      id,
      { state: toState(state), hasProposal: proposedAt !== null },
    ]),
  );
}

/** A state as it comes from the database. Throws on one the lifecycle does not know. */
export function toState(text: string): State {
  if (isState(text)) return text;
  throw new Error(`A signature is in the unknown state ${JSON.stringify(text)}.`);
}

/** A kind as it comes from the database. */
export function toKind(text: string): Kind {
  if (text === "organisation" || text === "individual") return text;
  throw new Error(`A signature is of the unknown kind ${JSON.stringify(text)}.`);
}

/** Writes what a member of staff noted about some entries. */
export async function addNotes(
  db: Db,
  ids: readonly string[],
  note: { accountId: string; text: string; at: Date },
): Promise<void> {
  const { accountId, text, at: createdAt } = note;
  await db.signatureNote.createMany({
    data: ids.map((signatureId) => ({ signatureId, accountId, text, createdAt })),
  });
}
