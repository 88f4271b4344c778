import { CHANGEABLE_STATES } from "../../lifecycle.ts";
import type { AnswerToQuestion } from "../answer-type.ts";

/** An organisation says whether an entry is its own. Only what it was shown is confirmed. */
export const answerSecond: AnswerToQuestion = async ({ db, clock }, given) => {
  const { answer, shown } = given;
  const now = clock.now();
  const asShown = answer === "refused" || shown === undefined ? {} : { editedAt: shown };
  const entry = { id: given.signatureId, state: { in: [...CHANGEABLE_STATES] }, ...asShown };
  await db.$inOrder((client) => [
    // If statements run in parallel, this makes whoever changes the entry wait for the answer, or
    // the answer for the change: the next statement then sees what came of it.
    client.signature.updateMany({ where: entry, data: { letterId: given.letterId } }),
    client.question.updateMany({
      where: { id: given.questionId, answer: null, expiresAt: { gt: now }, signature: entry },
      data: { answer, answeredAt: now },
    }),
  ]);
};
