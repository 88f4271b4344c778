import type { Context, Hono } from "hono";
import { z } from "zod";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import { SecondConfirmationPage } from "../../../views/second-confirmation/page.tsx";
import type { Deps } from "../../deps.ts";
import {
  answerSecond,
  SECOND_TTL_DAYS,
  type SecondView,
  viewSecond,
} from "../../signatures/second-confirmation/answer.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type WebEnv } from "../page.ts";

/** When the entry had last changed as it was shown, in epoch ms; 0: never. */
const shownSchema = z.coerce.number().int().min(0).max(8.64e15).catch(-1).optional();

/** The answer of an organisation that was asked whether an entry is its own. */
export function secondConfirmationRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/second-confirmation/:token", async (c) => {
    const token = c.req.param("token");
    return await show(c, deps, token, await viewSecond(deps, token));
  });

  app.post("/second-confirmation/:token", async (c) => {
    const token = c.req.param("token");
    const { decision, shown } = (await readForm(c)).fields;
    if (decision !== "confirm" && decision !== "refuse") {
      return await show(c, deps, token, await viewSecond(deps, token));
    }
    const answer = decision === "confirm" ? "confirmed" : "refused";
    const view = await answerSecond(deps, token, answer, shownAt(shownSchema.parse(shown)));
    return await show(c, deps, token, view, view.outcome === "open");
  });
}

function shownAt(ms: number | undefined): Date | null | undefined {
  if (ms === undefined) return undefined;
  return ms === 0 ? null : new Date(ms);
}

async function show(
  c: Context<WebEnv>,
  deps: Deps,
  token: string,
  view: SecondView,
  isChanged = false,
): Promise<Response> {
  if (view.outcome === "open") {
    const { letter, entry } = view;
    const page = (
      <SecondConfirmationPage
        frame={frameFor(deps, letter.language)}
        token={token}
        letter={{ ...letter, title: letter.version.title }}
        entry={entry}
        shown={entry.editedAt?.getTime() ?? 0}
        isChanged={isChanged}
        until={entry.until}
      />
    );
    return await privatePage(c, page);
  }
  return await privatePage(c, noticeOf(deps, view), STATUS[view.outcome]);
}

type AnsweredView = Exclude<SecondView, { outcome: "open" }>;

const STATUS = {
  confirmed: 200,
  refused: 200,
  ended: 410,
  replaced: 410,
  expired: 410,
  unknown: 404,
} as const satisfies Record<AnsweredView["outcome"], number>;

/** What the link says when there is nothing to answer, or nothing any more. */
function noticeOf(deps: Deps, view: AnsweredView) {
  const letter = view.outcome === "unknown" ? null : view.letter;
  const frame = frameFor(deps, letter?.language);
  const { words } = frame;
  const text =
    view.outcome === "expired"
      ? words("secondConfirmation.expired-next", { days: SECOND_TTL_DAYS })
      : words(`secondConfirmation.${view.outcome}-next`);
  const link = wayBack(words, letter);
  const title = words(`secondConfirmation.${view.outcome}-title`);
  return <NoticePage frame={frame} title={title} text={text} link={link} />;
}
