import type { Db, Prisma } from "../db/db.ts";
import { MAIL_INTERVAL_MS, MAILS_PER_SIGNATURE_MAX } from "../limits.ts";
import { later } from "../shared/clock.ts";
import { isState, MOVES, type Move, type State } from "./lifecycle.ts";
import type { Kind } from "./name.ts";

/** Who makes a move, and when. The history trigger copies both. */
export type Mover = { by: string; at: Date };

/** Columns that a move sets besides the state. */
export type MoveColumns = Omit<
  Prisma.SignatureUncheckedUpdateManyInput,
  "id" | "letterId" | "state" | "movedAt" | "movedBy"
>;

/** Who moved an entry when it was no member of staff. */
export const BY_SIGNATORY = "signatory";

/**
 * Moves signatures along the lifecycle: the one compare-and-set that every change of state goes
 * through. Only rows that stand in a state the move may start from are changed, in one statement;
 * the ids of those come back. An id that does not come back was decided by somebody first.
 */
export async function move(
  db: Db,
  which: Prisma.SignatureWhereInput,
  name: Move,
  mover: Mover,
  columns: MoveColumns = {},
): Promise<string[]> {
  const { from, to } = MOVES[name];
  const moved = await db.signature.updateManyAndReturn({
    where: { AND: [which, { state: { in: [...from] } }] },
    data: { ...columns, state: to, movedAt: mover.at, movedBy: mover.by },
    select: { id: true },
  });
  return moved.map((row) => row.id);
}

/**
 * Puts entries that were invalidated back where they were, in one statement; the ids of those come
 * back. What was withdrawn meanwhile stays so.
 */
export async function restore(
  db: Db,
  which: Prisma.SignatureWhereInput,
  to: (typeof MOVES.invalidate.from)[number],
  mover: Mover,
): Promise<string[]> {
  const restored = await db.signature.updateManyAndReturn({
    where: { AND: [which, { state: MOVES.invalidate.to, invalidatedFrom: to }] },
    data: { state: to, invalidatedFrom: null, movedAt: mover.at, movedBy: mover.by },
    select: { id: true },
  });
  return restored.map((row) => row.id);
}

/** The key that makes a repeat a repeat: one entry per letter, kind and address. */
export type EntryOwner = { letterId: string; kind: Kind; addressKey: string };

/** Changes what an unconfirmed entry says, where there is one. */
export async function replaceUnconfirmed(
  db: Db,
  owner: EntryOwner,
  columns: MoveColumns,
): Promise<void> {
  await db.signature.updateMany({
    where: { ...owner, state: { in: ["unverified", "held"] } },
    data: { ...columns, edition: { increment: 1 } },
  });
}

/**
 * Asks for a mail that a stranger can cause, unless one was asked for too recently or too often.
 * A trigger writes the outbox row, by what was asked for and the state the entry is in.
 */
export async function askForMail(
  db: Db,
  which: Prisma.SignatureWhereInput,
  what: "repeat" | "link",
  now: Date,
): Promise<void> {
  const notSince = later(now, -MAIL_INTERVAL_MS);
  await db.signature.updateMany({
    where: {
      AND: [which, { OR: [{ mailAskedAt: null }, { mailAskedAt: { lt: notSince } }] }],
      state: { in: ["unverified", "pending", "published", "rejected"] },
      mailsAsked: { lt: MAILS_PER_SIGNATURE_MAX },
    },
    data: { mailAskedAt: now, mailAskedFor: what, mailsAsked: { increment: 1 } },
  });
}

/** Removes an entry of this owner whose time to be confirmed or released is over. */
export async function dropExpired(db: Db, owner: EntryOwner, now: Date): Promise<boolean> {
  const dropped = await db.signature.deleteMany({
    where: { ...owner, state: { in: ["unverified", "held"] }, expiresAt: { lte: now } },
  });
  return dropped.count > 0;
}

/** Where an unconfirmed entry of this owner would stand by itself; null where there is none. */
export async function ownStand(
  db: Db,
  owner: EntryOwner,
): Promise<{ standsWith: string; standsAt: Date } | null> {
  const row = await db.signature.findFirst({
    where: { ...owner, state: { in: ["unverified", "held"] } },
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
