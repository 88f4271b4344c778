import { isUniqueViolation } from "../../../db/db.ts";
import type { Deps } from "../../../deps.ts";
import { DAY_MS, later } from "../../../shared/clock.ts";
import { newId } from "../../../shared/ids.ts";
import { isOneOf } from "../../lifecycle.ts";
import { moveStatement, toState } from "../../store.ts";
import { QUESTIONS } from "../kinds.ts";
import { endQuestion, isOpenAt, isOpenNow, MODERATORS, TRIES_MAX } from "./open.ts";
import { parseQuestion, type SaidProblem } from "./text.ts";

/** The most questions that moderators ask about one entry, over its whole life. */
export const ASKED_MAX = 5;

/** Why a signatory cannot be asked just now. */
export type AskObstacle =
  /** The entry does not wait for a decision, or is a test. */
  | "not-possible"
  /** It has no address, or none any more. */
  | "no-address"
  /** Nobody has proved that they have it. */
  | "unproved"
  /** They have yet to answer another question. */
  | "open"
  | "too-many";

/** Why a question was not asked. */
export type AskProblem = AskObstacle | SaidProblem;

/** A question as staff see it. */
export type ModeratorQuestion = {
  id: string;
  /** Null once the entry is erased. */
  text: string | null;
  reply: string | null;
  askedBy: string;
  askedAt: Date;
  expiresAt: Date;
  answeredAt: Date | null;
  /** What became of its mail; it is dropped if the address is never to be mailed. */
  mail: "due" | "sent" | "failed";
  /** Whether it can be answered. */
  isOpen: boolean;
};

/** What moderators asked about an entry, oldest first, and whether they can ask again. */
export type ModeratorQuestions = {
  questions: ModeratorQuestion[];
  obstacle: AskObstacle | null;
};

/** What the signatory of an entry was asked; null if the letter has no such entry. */
export async function moderatorQuestions(
  deps: Pick<Deps, "db" | "clock">,
  letterId: string,
  id: string,
): Promise<ModeratorQuestions | null> {
  const row = await findRow(deps, letterId, id);
  if (row === null) return null;
  const now = deps.clock.now();
  const failed = await failedMails(deps, row.questions);
  const isPending = isOneOf(toState(row.state), QUESTIONS.moderator.states);
  const questions = row.questions.map((question) => ({
    ...question,
    expiresAt: question.expiresAt ?? question.askedAt,
    mail: failed.has(question.id)
      ? ("failed" as const)
      : question.mailedAt === null
        ? ("due" as const)
        : ("sent" as const),
    isOpen: isPending && isOpenAt(question, now),
  }));
  return { questions, obstacle: obstacleOf(row, now) };
}

/**
 * Asks the signatory of a pending entry something by mail. The entry leaves the queue until they
 * reply or their time is over. The move comes first; the database keeps a question only if its own
 * move was made, so that nobody is mailed about an entry that was decided in the same moment.
 */
export async function askSignatory(
  deps: Pick<Deps, "db" | "clock" | "log">,
  which: { letterId: string; id: string },
  { text: typed, askedBy }: { text: unknown; askedBy: string },
): Promise<"asked" | AskProblem> {
  const said = parseQuestion(typed);
  if (!said.ok) return said.problem;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const row = await findRow(deps, which.letterId, which.id);
    const at = deps.clock.now();
    const obstacle = row === null ? "not-possible" : obstacleOf(row, at);
    if (row === null || obstacle !== null) return obstacle ?? "not-possible";
    if (await ask(deps, row, { letterId: which.letterId, text: said.text, askedBy, at })) {
      deps.log.info("question.asked", { kind: "moderator", signature: row.id });
      return "asked";
    }
  }
  return "not-possible";
}

async function ask(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { id: signatureId, moveNo, questions }: Row,
  asked: { letterId: string; text: string; askedBy: string; at: Date },
): Promise<boolean> {
  const { at, ...said } = asked;
  const expiresAt = later(at, QUESTIONS.moderator.openDays * DAY_MS);
  const which = {
    ...{ id: signatureId, letterId: said.letterId, moveNo, email: { not: null } },
    questions: { none: isOpenNow(at) },
  };
  const id = newId(clock);
  const about = (questions.at(-1)?.about ?? 0) + 1;
  const question = { id, signatureId, ...MODERATORS, about, ...said, askedAt: at, expiresAt };
  try {
    await db.$inOrder((client) => [
      moveStatement(client, which, "ask", { by: said.askedBy, at }, { laterUntil: expiresAt }),
      client.question.createMany({ data: [question] }),
    ]);
  } catch (error) {
    // Somebody else asked in the same moment.
    if (!isUniqueViolation(error)) throw error;
  }
  return (await db.question.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/**
 * Takes a question back before it is answered: the entry is back in the queue, and a mail that has
 * not left is dropped. False if it was answered or is over.
 */
export async function cancelQuestion(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  { letterId, id }: { letterId: string; id: string },
  { questionId, by }: { questionId: string; by: string },
): Promise<boolean> {
  const at = clock.now();
  const move = { name: "cancel-question", mover: { by, at } } as const;
  const which = { id, letterId, questionId };
  if (!(await endQuestion({ db }, which, move, { answer: "cancelled" }))) return false;
  log.info("question.cancelled", { kind: "moderator", signature: id });
  return true;
}

async function findRow({ db }: Pick<Deps, "db">, letterId: string, id: string) {
  return await db.signature.findFirst({
    where: { letterId, id },
    select: {
      id: true,
      name: true,
      state: true,
      isTest: true,
      email: true,
      contactsGoneAt: true,
      verifiedAt: true,
      moveNo: true,
      questions: {
        where: MODERATORS,
        orderBy: { about: "asc" },
        select: {
          id: true,
          about: true,
          text: true,
          reply: true,
          askedBy: true,
          askedAt: true,
          mailedAt: true,
          expiresAt: true,
          answeredAt: true,
          answer: true,
        },
      },
    },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function obstacleOf(row: Row, now: Date): AskObstacle | null {
  const isPending = isOneOf(toState(row.state), QUESTIONS.moderator.states);
  if (row.isTest || row.name === "" || !isPending) return "not-possible";
  if (row.email === null || row.contactsGoneAt !== null) return "no-address";
  if (row.verifiedAt === null) return "unproved";
  if (row.questions.some((question) => isOpenAt(question, now))) return "open";
  return row.questions.length >= ASKED_MAX ? "too-many" : null;
}

/** The questions whose mail will not leave: its address takes none, or no server took it. */
async function failedMails(
  { db }: Pick<Deps, "db">,
  questions: Row["questions"],
): Promise<ReadonlySet<string | null>> {
  const unsent = questions.filter(({ mailedAt, answer }) => mailedAt === null && answer === null);
  if (unsent.length === 0) return new Set();
  const rows = await db.outbox.findMany({
    where: {
      questionId: { in: unsent.map(({ id }) => id) },
      state: { in: ["dropped", "parked"] },
    },
    select: { questionId: true },
  });
  return new Set(rows.map(({ questionId }) => questionId));
}
