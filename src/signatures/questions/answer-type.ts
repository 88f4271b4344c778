import type { Deps } from "../../deps.ts";

/** An answer of whoever opened the link to a question. */
export type QuestionAnswer = {
  questionId: string;
  signatureId: string;
  letterId: string;
  answer: "confirmed" | "refused";
  /** When the entry had last changed as it was shown; undefined if the caller does not say. */
  shown: Date | null | undefined;
};

/** Records an answer and does what follows from it, unless somebody was first. */
export type AnswerToQuestion = (
  deps: Pick<Deps, "db" | "keys" | "clock">,
  given: QuestionAnswer,
) => Promise<void>;
