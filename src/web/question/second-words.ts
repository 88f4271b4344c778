import type { Words } from "../../../views/page/words.ts";
import type { SecondQuestionsProps } from "../../../views/question/second-asked.tsx";
import type { EvidenceLine } from "../../../views/queue/evidence.tsx";
import { MAIL_INTERVAL_MS } from "../../limits.ts";
import { MINUTE_MS } from "../../shared/clock.ts";
import {
  type AskRefusal,
  QUESTIONS_MAX,
  type SecondQuestion,
  type SecondQuestions,
} from "../../signatures/questions/second/ask.ts";
import type { SecondEvidence } from "../../signatures/questions/second/evidence.ts";

/** The outcome of a second confirmation as a line of evidence. */
export function secondEvidenceLine(words: Words, { code, day }: SecondEvidence): EvidenceLine {
  const sentence = words(`question.evidence-${code}`, { day: words.day(day) });
  return { mark: MARKS[code], sentence, isOwnAnswer: code !== "second-asked" };
}

const MARKS = {
  "second-asked": "neutral",
  "second-confirmed": "confirms",
  "second-outdated": "look",
  "second-refused": "look",
} as const satisfies Record<SecondEvidence["code"], EvidenceLine["mark"]>;

/** Why an organisation was not asked, or cannot be. */
export function refusalSentence(words: Words, why: AskRefusal, domain: string): string {
  switch (why) {
    case "too-many":
      return words("question.second-problem-too-many", { max: QUESTIONS_MAX });
    case "too-soon": {
      const minutes = MAIL_INTERVAL_MS / MINUTE_MS;
      return words("question.second-problem-too-soon", { minutes });
    }
    case "address-invalid":
    case "free-mail":
    case "other-domain":
      return words(`question.second-problem-${why}`, { domain });
    default:
      return words(`question.second-problem-${why}`);
  }
}

/** The questions of an entry, in words. */
export function questionRows(
  words: Words,
  { questions }: SecondQuestions,
  nameOf: (accountId: string) => string,
  now: Date,
): SecondQuestionsProps["questions"] {
  return questions.map((question, index) => ({
    asked: askedText(words, question, nameOf(question.askedBy)),
    outcome: outcomeText(words, question, index === questions.length - 1, now),
  }));
}

function askedText(
  words: Words,
  { address, isUnreadable, askedAt }: SecondQuestion,
  name: string,
): string {
  const moment = words.moment(askedAt);
  if (isUnreadable) return words("question.second-question-asked-unreadable", { name, moment });
  return address === null
    ? words("question.second-question-asked-erased", { name, moment })
    : words("question.second-question-asked", { address, name, moment });
}

function outcomeText(words: Words, question: SecondQuestion, isLast: boolean, now: Date): string {
  const { answer, answeredAt, expiresAt } = question;
  if (answeredAt !== null) {
    const name = answer === "confirmed" ? "answer-confirmed" : "answer-refused";
    return words(`question.second-${name}`, { moment: words.moment(answeredAt) });
  }
  if (!isLast) return words("question.second-answer-replaced");
  return expiresAt <= now
    ? words("question.second-answer-expired")
    : words("question.second-answer-none", { moment: words.moment(expiresAt) });
}
