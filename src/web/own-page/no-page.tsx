import type { Context } from "hono";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import type { OwnPageView } from "../../signatures/own-page/view.ts";
import { frameIn, privatePage, type WebEnv } from "../page.ts";

/** Says that a link to an own page was replaced by a newer one, or that it leads nowhere. */
export async function noPage(
  c: Context<WebEnv>,
  deps: Deps,
  view: Exclude<OwnPageView, { outcome: "found" }>,
): Promise<Response> {
  const isReplaced = view.outcome === "replaced";
  const frame = await frameIn(deps, isReplaced ? view.letter : undefined);
  const { words } = frame;
  const link = isReplaced
    ? { href: paths.lostLink(view.letter.slug), label: words("ownPage.ask-new-link") }
    : wayBack(words, null);
  const page = (
    <NoticePage
      frame={frame}
      title={words(isReplaced ? "ownPage.replaced-title" : "ownPage.unknown-title")}
      text={words(isReplaced ? "ownPage.replaced" : "ownPage.unknown")}
      link={link}
    />
  );
  return await privatePage(c, page, isReplaced ? 410 : 404);
}
