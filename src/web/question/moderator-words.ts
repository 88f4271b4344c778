import type { Words } from "../../../views/page/words.ts";
import type { ModeratorQuestionsProps } from "../../../views/question/moderator-asked.tsx";
import type { EvidenceLine } from "../../../views/queue/evidence.tsx";
import {
  ASKED_MAX,
  type AskProblem,
  type ModeratorQuestion,
  type ModeratorQuestions,
} from "../../signatures/questions/moderator/ask.ts";
import type { ModeratorEvidence } from "../../signatures/questions/moderator/evidence.ts";
import {
  QUESTION_LENGTH_MAX,
  REPLY_LENGTH_MAX,
  type SaidProblem,
} from "../../signatures/questions/moderator/text.ts";

/** What came of a question to a signatory, as a line of evidence. */
export function moderatorEvidenceLine(words: Words, evidence: ModeratorEvidence): EvidenceLine {
  const { code, text } = evidence;
  if (code === "moderator-replied") {
    const sentence = words("ask.evidence-replied", { text });
    return { mark: "neutral", sentence, isReply: true };
  }
  const [day, until] = [words.day(evidence.day), words.day(evidence.until)];
  return { mark: "neutral", sentence: words("ask.evidence-asked", { day, until, text }) };
}

/** Why a signatory was not asked, or cannot be. */
export function askProblemSentence(words: Words, why: AskProblem): string {
  switch (why) {
    case "not-possible":
    case "no-address":
    case "unproved":
    case "open":
    case "missing":
      return words(`ask.problem-${why}`);
    case "too-many":
      return words("ask.problem-too-many", { max: ASKED_MAX });
    case "too-long":
      return words("fieldErrors.too-long", { max: QUESTION_LENGTH_MAX });
    default:
      return words(`fieldErrors.${why}`);
  }
}

/** Why a signatory's reply was not taken. */
export function replyProblemSentence(words: Words, why: SaidProblem): string {
  switch (why) {
    case "missing":
      return words("ownPage.asked-missing");
    case "too-long":
      return words("fieldErrors.too-long", { max: REPLY_LENGTH_MAX });
    default:
      return words(`fieldErrors.${why}`);
  }
}

/** The questions to a signatory, in words. */
export function moderatorRows(
  words: Words,
  { questions }: ModeratorQuestions,
  nameOf: (accountId: string) => string,
  now: Date,
): ModeratorQuestionsProps["questions"] {
  return questions.flatMap((question) => {
    const { id, text, reply, askedBy, isOpen } = question;
    if (text === null) return [];
    const name = nameOf(askedBy);
    return {
      id: isOpen ? id : null,
      asked: words("ask.asked-by", { name, moment: words.moment(question.askedAt) }),
      text,
      reply,
      outcome: outcomeText(words, question, now),
    };
  });
}

function outcomeText(words: Words, question: ModeratorQuestion, now: Date): string {
  const { answeredAt, reply, expiresAt, isOpen, mail } = question;
  if (answeredAt !== null) {
    const moment = words.moment(answeredAt);
    return words(reply === null ? "ask.outcome-cancelled" : "ask.outcome-replied", { moment });
  }
  if (!isOpen && expiresAt > now) return words("ask.outcome-over");
  if (mail === "failed") return words("ask.outcome-failed");
  if (!isOpen) return words("ask.outcome-expired");
  return words("ask.outcome-open", { day: words.day(expiresAt) });
}
