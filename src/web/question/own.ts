import type { Words } from "../../../views/page/words.ts";
import type { OwnQuestionProps } from "../../../views/question/own.tsx";
import type { Deps } from "../../deps.ts";
import type { OwnPageEntry } from "../../signatures/own-page/view.ts";
import { ownQuestion, replyToModerator } from "../../signatures/questions/moderator/reply.ts";
import { REPLY_LENGTH_MAX, type SaidProblem } from "../../signatures/questions/moderator/text.ts";
import { replyProblemSentence } from "./moderator-words.ts";

/** A reply that was refused: what was typed, and why. */
export type RefusedReply = { typed: string; problem: SaidProblem };

/** What a signatory sees of a moderator's last question; null if there is none. */
export async function ownQuestionProps(
  deps: Pick<Deps, "db" | "clock">,
  words: Words,
  entry: OwnPageEntry,
  refused: RefusedReply | undefined,
): Promise<OwnQuestionProps | null> {
  const question = await ownQuestion(deps, entry);
  if (question === null) return null;
  const { id, text, until, replied, isOpen } = question;
  return {
    id: isOpen ? id : null,
    text,
    until: words.day(until),
    replied: replied && { text: replied.text, day: words.day(replied.at) },
    lengthMax: REPLY_LENGTH_MAX,
    typed: refused?.typed ?? "",
    errors: refused === undefined ? {} : { reply: replyProblemSentence(words, refused.problem) },
  };
}

/** Takes a reply from the form of the own page; gives it back if it was refused. */
export async function replyOf(
  deps: Pick<Deps, "db" | "clock" | "log">,
  entry: { id: string },
  { reply: typed = "", question: questionId = "" }: Readonly<Record<string, string>>,
): Promise<"replied" | "impossible" | RefusedReply> {
  const outcome = await replyToModerator(deps, entry, { questionId, text: typed });
  if (outcome === "replied" || outcome === "impossible") return outcome;
  return { typed, problem: outcome };
}
