import type { Deps } from "../../../deps.ts";
import { type Mover, moveStatement } from "../../store.ts";

/** The questions that moderators ask. */
export const MODERATORS = { kind: "moderator" } as const;

/** How often an entry may change between being read and moved before somebody presses again. */
export const TRIES_MAX = 3;

/** Those that can be answered at a time. */
export function isOpenNow(now: Date) {
  return { ...MODERATORS, answer: null, expiresAt: { gt: now } };
}

/** Whether one that was read is among them. */
export function isOpenAt(
  { answer, expiresAt }: { answer: string | null; expiresAt: Date | null },
  now: Date,
): boolean {
  return answer === null && expiresAt !== null && expiresAt > now;
}

/** How a question ends, as its row says it then. */
type Ended = { answer: "cancelled" } | { answer: "replied"; reply: string; answeredAt: Date };

/**
 * Ends an open question, and brings its entry back into the queue. The entry moves first, from the
 * number of its last move, so that of two who end it, or of one and a decision, one was first.
 * False if it was over.
 */
export async function endQuestion(
  { db }: Pick<Deps, "db">,
  { questionId, ...entry }: { id: string; letterId?: string; questionId: string },
  { name, mover, editedAt }: EndingMove,
  ended: Ended,
): Promise<boolean> {
  const open = { id: questionId, ...isOpenNow(mover.at) };
  const isAsked = { ...entry, questions: { some: open } };
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const row = await db.signature.findFirst({
      where: { ...isAsked, state: "pending" },
      select: { moveNo: true },
    });
    if (row === null) return false;
    const which = { ...isAsked, moveNo: row.moveNo };
    const moved = { move: name, movedBy: mover.by, movedAt: mover.at, moveNo: row.moveNo + 1 };
    const columns = { laterUntil: null, ...(editedAt && { editedAt }) };
    await db.$inOrder((client) => [
      moveStatement(client, which, name, mover, columns),
      client.question.updateMany({
        where: { ...open, signature: { ...entry, ...moved } },
        data: { ...ended, answeredAt: mover.at },
      }),
    ]);
    if ((await db.question.count({ where: { id: questionId, ...ended } })) > 0) return true;
  }
  return false;
}

/** By which move; and when the entry changed, if no decision on what was read before may apply. */
type EndingMove = { name: "answer" | "cancel-question"; mover: Mover; editedAt?: Date };
