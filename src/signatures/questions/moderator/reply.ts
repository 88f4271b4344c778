import type { Deps } from "../../../deps.ts";
import { BY_SIGNATORY, moveStatement } from "../../store.ts";
import { isOpenNow, MODERATORS } from "./open.ts";
import { parseReply, type SaidProblem } from "./text.ts";

/** How often an entry may change between being read and answered before somebody presses again. */
const TRIES_MAX = 3;

/** What became of a reply. */
export type ReplyOutcome = "replied" | "impossible" | SaidProblem;

/** The last question of moderators to a signatory, as their own page shows it. */
export type OwnQuestion = {
  id: string;
  text: string;
  askedAt: Date;
  until: Date;
  /** Null if they have not replied. */
  replied: { text: string; at: Date } | null;
  isOpen: boolean;
};

/** What a signatory was last asked by a moderator; null if nothing, or if the entry is erased. */
export async function ownQuestion(
  { db, clock }: Pick<Deps, "db" | "clock">,
  entry: { id: string; state: string },
): Promise<OwnQuestion | null> {
  const row = await db.question.findFirst({
    where: { signatureId: entry.id, ...MODERATORS, text: { not: null } },
    orderBy: { about: "desc" },
    select: {
      id: true,
      text: true,
      reply: true,
      askedAt: true,
      expiresAt: true,
      answeredAt: true,
      answer: true,
    },
  });
  if (row === null || row.text === null) return null;
  const { id, text, reply, askedAt, answeredAt, answer } = row;
  const until = row.expiresAt ?? askedAt;
  const replied = reply === null || answeredAt === null ? null : { text: reply, at: answeredAt };
  const isOpen = entry.state === "pending" && answer === null && until > clock.now();
  return { id, text, askedAt, until, replied, isOpen };
}

/**
 * Takes a signatory's reply to a question: the entry is back in the queue at once, and a decision
 * on what was read before no longer applies. The first reply counts. The entry moves first, from
 * the number of its last move, so that of two replies, or of a reply and a decision, one was first.
 */
export async function replyToModerator(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  { id }: { id: string },
  { questionId, text: typed }: { questionId: string; text: unknown },
): Promise<ReplyOutcome> {
  const said = parseReply(typed);
  if (!said.ok) return said.problem;
  const at = clock.now();
  const open = { id: questionId, ...isOpenNow(at) };
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const row = await db.signature.findFirst({
      where: { id, state: "pending", questions: { some: open } },
      select: { moveNo: true },
    });
    if (row === null) return "impossible";
    const which = { id, moveNo: row.moveNo, questions: { some: open } };
    const moved = { move: "answer", movedAt: at, moveNo: row.moveNo + 1 };
    const columns = { laterUntil: null, editedAt: at };
    await db.$inOrder((client) => [
      moveStatement(client, which, "answer", { by: BY_SIGNATORY, at }, columns),
      client.question.updateMany({
        where: { ...open, signature: { id, ...moved } },
        data: { answer: "replied", reply: said.text, answeredAt: at },
      }),
    ]);
    const done = { id: questionId, reply: said.text, answeredAt: at };
    if ((await db.question.count({ where: done })) > 0) {
      log.info("question.answered", { kind: "moderator", signature: id });
      return "replied";
    }
  }
  return "impossible";
}
