import type { Context } from "hono";
import { z } from "zod";
import type { OwnPageNews } from "../../../views/own-page/page.tsx";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import type { OwnPageView } from "../../signatures/own-page/view.ts";
import type { WebEnv } from "../page.ts";

const NEWS = [
  "changed",
  "proposed",
  "discarded",
  "unnamed",
  "unnamed-and-proposed",
  "unnamed-and-discarded",
  "hidden",
  "shown",
  "withdrawn",
  "joined-news",
  "left-news",
  "reworded",
  "wording-restored",
  "reaffirmed",
  "text-changed",
  "address-asked",
  "address-too-often",
  "address-cancelled",
  "replied",
  "impossible",
] as const satisfies OwnPageNews[];
/** What a press on the page did; null if the address says nothing of one. */
export const newsSchema = z.enum(NEWS).nullable().catch(null);
/** An own page that was found by its link. */
export type FoundPage = Extract<OwnPageView, { outcome: "found" }> & { token: string };

/** Back to the page, which says what the press did. */
export function back(c: Context<WebEnv>, token: string, news: OwnPageNews): Response {
  return c.redirect(withQuery(paths.ownPage(token), { news }), 303);
}
