import type { QuestionKind } from "../../shared/question-kinds.ts";
import { CHANGEABLE_STATES, type State } from "../lifecycle.ts";
import { type AnswerToQuestion, answerSecond } from "./second/answer.ts";

/** What goes for all questions of a kind. What each asks, in words, is in `src/web/question`. */
type QuestionDefinition = {
  /** How long it can be answered. */
  openDays: number;
  /** The states of an entry in which it can be asked and answered. */
  states: readonly State[];
  /** Takes the answer of whoever has the link that was mailed. */
  answer: AnswerToQuestion;
};

/** Every kind of question about an entry. */
export const QUESTIONS = {
  /** An organisation, at an address that it publishes itself: is this entry yours? */
  second: { openDays: 14, states: CHANGEABLE_STATES, answer: answerSecond },
} as const satisfies Record<QuestionKind, QuestionDefinition>;
