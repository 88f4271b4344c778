import type { Words } from "../../../views/page/words.ts";
import type { EvidenceLine } from "../../../views/queue/evidence.tsx";
import type { SecondQuestionsProps } from "../../../views/second-confirmation/questions.tsx";
import { MAIL_INTERVAL_MS } from "../../limits.ts";
import { MINUTE_MS } from "../../shared/clock.ts";
import {
  type AskRefusal,
  QUESTIONS_MAX,
  type SecondQuestion,
  type SecondQuestions,
} from "../../signatures/second-confirmation/ask.ts";
import type { SecondEvidence } from "../../signatures/second-confirmation/evidence.ts";

/** The outcome of a second confirmation as a line of evidence. */
export function secondEvidenceLine(words: Words, { code, day }: SecondEvidence): EvidenceLine {
  const sentence = words(`secondConfirmation.evidence-${code}`, { day: words.day(day) });
  return { mark: MARKS[code], sentence };
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
      return words("secondConfirmation.problem-too-many", { max: QUESTIONS_MAX });
    case "too-soon": {
      const minutes = MAIL_INTERVAL_MS / MINUTE_MS;
      return words("secondConfirmation.problem-too-soon", { minutes });
    }
    case "address-invalid":
    case "free-mail":
    case "other-domain":
      return words(`secondConfirmation.problem-${why}`, { domain });
    default:
      return words(`secondConfirmation.problem-${why}`);
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
  if (isUnreadable) return words("secondConfirmation.question-asked-unreadable", { name, moment });
  return address === null
    ? words("secondConfirmation.question-asked-erased", { name, moment })
    : words("secondConfirmation.question-asked", { address, name, moment });
}

function outcomeText(words: Words, question: SecondQuestion, isLast: boolean, now: Date): string {
  const { answer, answeredAt, expiresAt } = question;
  if (answeredAt !== null) {
    const name = answer === "confirmed" ? "answer-confirmed" : "answer-refused";
    return words(`secondConfirmation.${name}`, { moment: words.moment(answeredAt) });
  }
  if (!isLast) return words("secondConfirmation.answer-replaced");
  return expiresAt <= now
    ? words("secondConfirmation.answer-expired")
    : words("secondConfirmation.answer-none", { moment: words.moment(expiresAt) });
}
