import type { Context } from "hono";
import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import type { ModeratorQuestionsProps } from "../../../views/question/moderator-asked.tsx";
import type { Deps } from "../../deps.ts";
import { type AskProblem, moderatorQuestions } from "../../signatures/questions/moderator/ask.ts";
import { QUESTION_LENGTH_MAX } from "../../signatures/questions/moderator/text.ts";
import type { QueueEntry } from "../../signatures/queue/entries.ts";
import { frameFor, type StaffEnv } from "../page.ts";
import { askProblemSentence, moderatorRows } from "./moderator-words.ts";

/** A question that was refused: what was typed, and why. */
export type RefusedQuestion = { typed: string; problem: AskProblem };

const newsSchema = z.enum(["signatory", "cancelled", "late"]).nullable().catch(null);

/** What the page of an entry shows of questions to its signatory; null if there is nothing. */
export async function moderatorQuestionProps(
  c: Context<StaffEnv>,
  deps: Deps,
  { letterId, entry }: { letterId: string; entry: QueueEntry },
  { nameOf, refused }: { nameOf: (id: string) => string; refused: RefusedQuestion | undefined },
): Promise<ModeratorQuestionsProps | null> {
  const asked = await moderatorQuestions(deps, letterId, entry.id);
  if (asked === null || entry.name === "") return null;
  const { words } = frameFor(deps);
  const questions = moderatorRows(words, asked, nameOf, deps.clock.now());
  const isAsking = asked.obstacle !== "not-possible";
  if (!isAsking && questions.length === 0 && refused === undefined) return null;
  const query = c.req.method === "GET" ? c.req.query() : {};
  return {
    questions,
    obstacle: obstacleText(words, asked.obstacle),
    lengthMax: QUESTION_LENGTH_MAX,
    typed: refused?.typed ?? "",
    problem: refused === undefined ? null : askProblemSentence(words, refused.problem),
    isOpen: refused !== undefined || query["ask"] !== undefined,
    news: newsSchema.parse(query["asked"] ?? null),
  };
}

/** That one is open stands with the question itself. */
function obstacleText(words: Words, obstacle: AskProblem | null): string | null {
  return obstacle === null ? null : askProblemSentence(words, obstacle);
}
