import type { Deps } from "../../deps.ts";
import type { QuestionAnswer } from "./answer-type.ts";
import { QUESTIONS } from "./kinds.ts";
import { type QuestionView, viewQuestion } from "./view.ts";

/**
 * Takes the answer of whoever opened the link to a question. The first answer counts: a second one
 * changes nothing and shows what the first one did. An entry that has changed since it was shown is
 * shown again.
 */
export async function answerQuestion(
  deps: Pick<Deps, "db" | "keys" | "clock" | "log">,
  token: string,
  given: Pick<QuestionAnswer, "answer" | "shown">,
): Promise<QuestionView> {
  const view = await viewQuestion(deps, token);
  if (view.outcome !== "open") return view;
  const { id: questionId, kind, entry, letter } = view;
  const about = { questionId, signatureId: entry.id, letterId: letter.id };
  await QUESTIONS[kind].answer(deps, { ...about, ...given });
  deps.log.info("question.answered", { kind, signature: entry.id });
  return await viewQuestion(deps, token);
}
