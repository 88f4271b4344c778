import type { Context, Hono } from "hono";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import { SuppressionPage } from "../../../views/signing/suppression.tsx";
import type { Deps } from "../../deps.ts";
import {
  answerSuppression,
  type SuppressionView,
  viewSuppression,
} from "../../signatures/signing/suppress.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type WebEnv } from "../page.ts";

/** “Never mail me again”, by a link in every mail about a signature. */
export function suppressionRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/suppression/:token", async (c) => {
    const token = c.req.param("token");
    return await show(c, deps, token, await viewSuppression(deps, token));
  });

  app.post("/suppression/:token", async (c) => {
    const token = c.req.param("token");
    const { fields } = await readForm(c);
    // Mail programs press the button by themselves when their reader asks them to (RFC 8058).
    const isOneClick = fields["List-Unsubscribe"] === "One-Click";
    const answer = isOneClick ? "suppress" : fields["answer"];
    if (answer !== "suppress" && answer !== "allow") {
      return await show(c, deps, token, await viewSuppression(deps, token));
    }
    return await show(c, deps, token, await answerSuppression(deps, token, answer));
  });
}

async function show(
  c: Context<WebEnv>,
  deps: Deps,
  token: string,
  view: SuppressionView,
): Promise<Response> {
  const frame = frameFor(deps);
  const { words } = frame;
  if (view.outcome === "unknown") {
    const page = (
      <NoticePage
        frame={frame}
        title={words("suppression.unknown-title")}
        text={words("suppression.unknown")}
        link={wayBack(words, null)}
      />
    );
    return await privatePage(c, page, 404);
  }
  const site = (await deps.site.read()).name ?? new URL(deps.config.baseUrl).host;
  const { isSuppressed } = view;
  return await privatePage(
    c,
    <SuppressionPage frame={frame} token={token} site={site} isSuppressed={isSuppressed} />,
  );
}
