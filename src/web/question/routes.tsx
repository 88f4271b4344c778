import type { Context, Hono } from "hono";
import { z } from "zod";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import type { Words } from "../../../views/page/words.ts";
import { AddressQuestionPage } from "../../../views/question/address.tsx";
import { SecondQuestionPage } from "../../../views/question/second.tsx";
import { AnsweredPage } from "../../../views/signing/verification.tsx";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { answerQuestion } from "../../signatures/questions/answer.ts";
import { QUESTIONS } from "../../signatures/questions/kinds.ts";
import { type QuestionView, viewQuestion } from "../../signatures/questions/view.ts";
import { readForm } from "../form.ts";
import { frameIn, privatePage, type WebEnv } from "../page.ts";

/** When the entry had last changed as it was shown, in epoch ms; 0: never. */
const shownSchema = z.coerce.number().int().min(0).max(8.64e15).catch(-1).optional();

/** Where questions are answered: the second is in the mails of version 0.1. */
const PATHS = ["/question/:token", "/second-confirmation/:token"] as const;

/** The answer of whoever was asked a question about an entry. */
export function questionRoutes(app: Hono<WebEnv>, deps: Deps): void {
  for (const path of PATHS) {
    app.get(path, async (c) => {
      const token = c.req.param("token");
      return await show(c, deps, token, await viewQuestion(deps, token));
    });

    app.post(path, async (c) => {
      const token = c.req.param("token");
      const { decision, shown } = (await readForm(c)).fields;
      if (decision !== "confirm" && decision !== "refuse") {
        return await show(c, deps, token, await viewQuestion(deps, token));
      }
      const answer = decision === "confirm" ? "confirmed" : "refused";
      const given = { answer, shown: shownAt(shownSchema.parse(shown)) } as const;
      const view = await answerQuestion(deps, token, given);
      return await show(c, deps, token, view, view.outcome === "open");
    });
  }
}

function shownAt(ms: number | undefined): Date | null | undefined {
  if (ms === undefined) return undefined;
  return ms === 0 ? null : new Date(ms);
}

async function show(
  c: Context<WebEnv>,
  deps: Deps,
  token: string,
  view: QuestionView,
  isChanged = false,
): Promise<Response> {
  if (view.outcome === "open")
    return await privatePage(c, await askedPage(deps, token, view, isChanged));
  return await privatePage(c, await noticeOf(deps, view), STATUS[view.outcome]);
}

async function askedPage(
  deps: Deps,
  token: string,
  view: Extract<QuestionView, { outcome: "open" }>,
  isChanged: boolean,
) {
  const { letter, entry, until, change } = view;
  const frame = await frameIn(deps, letter);
  const props = { frame, token, letter: { ...letter, title: letter.version.title }, entry, until };
  if (change !== null) return <AddressQuestionPage {...props} {...change} />;
  const shown = entry.editedAt?.getTime() ?? 0;
  return <SecondQuestionPage {...props} shown={shown} isChanged={isChanged} />;
}

type EndedView = Exclude<QuestionView, { outcome: "open" }>;

const STATUS = {
  confirmed: 200,
  refused: 200,
  ended: 410,
  replaced: 410,
  cancelled: 410,
  taken: 409,
  expired: 410,
  unknown: 404,
} as const satisfies Record<EndedView["outcome"], number>;

/** What the link says when there is nothing to answer, or nothing any more. */
async function noticeOf(deps: Deps, view: EndedView) {
  const letter = view.outcome === "unknown" ? null : view.letter;
  const frame = await frameIn(deps, letter);
  const { title, text } = endOf(frame.words, view);
  if (view.outcome !== "unknown" && view.ownPageToken !== null) {
    return (
      <AnsweredPage
        {...{ frame, title, text, share: null }}
        letterPath={paths.letter(view.letter.slug)}
        ownPagePath={paths.ownPage(view.ownPageToken)}
      />
    );
  }
  return <NoticePage frame={frame} title={title} text={text} link={wayBack(frame.words, letter)} />;
}

function endOf(words: Words, view: EndedView): { title: string; text: string } {
  const { outcome } = view;
  switch (outcome) {
    case "confirmed":
    case "refused":
      return {
        title: words(`question.${view.kind}-${outcome}-title`),
        text: words(`question.${view.kind}-${outcome}-next`),
      };
    case "replaced":
      return {
        title: words("question.replaced-title"),
        text: words(`question.${view.kind}-replaced-next`),
      };
    case "cancelled":
    case "taken":
      return {
        title: words(`question.address-${outcome}-title`),
        text: words(`question.address-${outcome}-next`),
      };
    case "expired":
      return {
        title: words("question.expired-title"),
        text: words(`question.${view.kind}-expired-next`, { days: QUESTIONS[view.kind].openDays }),
      };
    case "ended":
    case "unknown":
      return { title: words(`question.${outcome}-title`), text: words(`question.${outcome}-next`) };
    default:
      return unreachable(outcome);
  }
}
