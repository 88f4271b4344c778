import type { QuestionKind } from "../../shared/question-kinds.ts";
import { CHANGEABLE_STATES, MOVES, type State } from "../lifecycle.ts";
import { answerAddress } from "./address/answer.ts";
import type { AnswerToQuestion } from "./answer-type.ts";
import { answerSecond } from "./second/answer.ts";

/** What goes for all questions of a kind. What each asks, in words, is in `src/web/question`. */
type QuestionDefinition = {
  /** How long it can be answered; null: for as long as what it is about holds. */
  openDays: number | null;
  /** The states of an entry in which it can be asked and answered. */
  states: readonly State[];
  /**
   * Takes the answer of whoever has the link that was mailed; null if that is the link to the own
   * page, whose answers are moves of the entry.
   */
  answer: AnswerToQuestion | null;
};

/** Every kind of question about an entry. */
export const QUESTIONS = {
  /** An organisation, at an address that it publishes itself: is this entry yours? */
  second: { openDays: 14, states: CHANGEABLE_STATES, answer: answerSecond },
  /** A signatory whose text was changed: do you sign the new text, too? */
  reaffirm: { openDays: null, states: MOVES.reaffirm.from, answer: null },
  /** Whoever has the mail to another address: is the signature to move there? */
  address: { openDays: 7, states: MOVES["change-address"].from, answer: answerAddress },
  /** A moderator asks the signatory of an entry that waits, in words of their own. */
  moderator: { openDays: 14, states: MOVES.answer.from, answer: null },
} as const satisfies Record<QuestionKind, QuestionDefinition>;

/** A question with a link of its own. */
export type LinkedKind = {
  [Kind in QuestionKind]: (typeof QUESTIONS)[Kind]["answer"] extends null ? never : Kind;
}[QuestionKind];

export function isLinked(kind: QuestionKind): kind is LinkedKind {
  return QUESTIONS[kind].answer !== null;
}
