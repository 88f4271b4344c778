import type { Context } from "hono";
import { paths } from "../../shared/pages/paths.ts";
import type { SentForm } from "../form.ts";

/** A word such as “newsletter-3”. Whatever else stands there is ignored. */
const SOURCE = /^[A-Za-z0-9_.~-]{1,64}$/;

/**
 * A form with the word that says where its signatory came from, in the field `source`: what was
 * sent there, else what the link to the letter said. The page is the same for everybody, so only
 * the address that it was sent from tells: its own, of this site. The form shown again keeps it.
 */
export function withSource(c: Context, baseUrl: string, slug: string, sent: SentForm): SentForm {
  const { source: typed = "", ...fields } = sent.fields;
  const said = SOURCE.test(typed) ? typed : sourceOfPage(c, baseUrl, slug);
  return said === null ? { ...sent, fields } : { ...sent, fields: { ...fields, source: said } };
}

function sourceOfPage(c: Context, baseUrl: string, slug: string): string | null {
  const page = URL.parse(c.req.header("Referer") ?? "");
  if (page === null || ![new URL(baseUrl).host, c.req.header("Host")].includes(page.host))
    return null;
  if (![paths.letter(slug), paths.list(slug)].includes(page.pathname)) return null;
  return page.searchParams.getAll("source").find((word) => SOURCE.test(word)) ?? null;
}
