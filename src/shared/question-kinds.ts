/** What can be asked about an entry; `src/signatures/questions/kinds.ts` says more of each. */
export const QUESTION_KINDS = ["second", "reaffirm", "address", "moderator"] as const;

export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A kind from the database; null if only a later version knows it. */
export function toQuestionKind(text: string): QuestionKind | null {
  return QUESTION_KINDS.find((kind) => kind === text) ?? null;
}
