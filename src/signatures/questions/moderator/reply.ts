import type { Deps } from "../../../deps.ts";
import { BY_SIGNATORY } from "../../store.ts";
import { endQuestion, isOpenAt, MODERATORS } from "./open.ts";
import { parseReply, type SaidProblem } from "./text.ts";

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
  const { id, text, reply, askedAt, answeredAt } = row;
  const until = row.expiresAt ?? askedAt;
  const replied = reply === null || answeredAt === null ? null : { text: reply, at: answeredAt };
  const isOpen = entry.state === "pending" && isOpenAt(row, clock.now());
  return { id, text, askedAt, until, replied, isOpen };
}

/**
 * Takes a signatory's reply to a question: the entry is back in the queue at once, and a decision
 * on what was read before no longer applies. The first reply counts.
 */
export async function replyToModerator(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  { id }: { id: string },
  { questionId, text: typed }: { questionId: string; text: unknown },
): Promise<ReplyOutcome> {
  const said = parseReply(typed);
  if (!said.ok) return said.problem;
  const at = clock.now();
  const move = { name: "answer", mover: { by: BY_SIGNATORY, at }, editedAt: at } as const;
  const ended = { answer: "replied", reply: said.text, answeredAt: at } as const;
  if (!(await endQuestion({ db }, { id, questionId }, move, ended))) return "impossible";
  log.info("question.answered", { kind: "moderator", signature: id });
  return "replied";
}
