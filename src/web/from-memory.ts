import type { Context, MiddlewareHandler } from "hono";
import type { Deps } from "../deps.ts";
import type { Encoding, KeptPage } from "../shared/page-memory.ts";
import { isSafe } from "./cross-site.ts";
import type { WebEnv } from "./page.ts";

/** The public pages of a letter that are the same for everybody, and its slug. */
const PUBLIC_PAGE =
  /^\/letters\/([a-z0-9-]+)(?:\.json|\/signatories|\/signatories\.json|\/privacy)?$/;
/** Whoever changes something here reads the change with their next request. */
const CHANGES_A_LETTER = /^\/(?:admin|signature|second-confirmation)\//;

/**
 * Answers readers of a letter from memory, before anything else is done for them: with the page as
 * it left when it was last rendered, its headers included. Stands first of all middleware. A page
 * with a query is made for its reader alone, so that nobody fills the memory with questions.
 */
export function answerFromMemory(deps: Pick<Deps, "pages">): MiddlewareHandler<WebEnv> {
  return async function fromMemory(c, next) {
    if (!isSafe(c)) {
      await next();
      if (CHANGES_A_LETTER.test(c.req.path)) deps.pages.doubt();
      return undefined;
    }
    const slug = c.req.url.includes("?") ? null : PUBLIC_PAGE.exec(c.req.path)?.[1];
    if (!slug) return await next();
    let isMine = false;
    const page = await deps.pages.find(c.req.path, slug, async () => {
      isMine = true;
      await next();
      return c.res;
    });
    if (page === null) return isMine ? undefined : await next();
    if (!isMine) return answer(c, page);
    // Hono joins the headers of an answer with those of the one it replaces, unless that is gone.
    c.res = undefined;
    c.res = answer(c, page);
    return undefined;
  };
}

function answer(c: Context, page: KeptPage): Response {
  const headers = new Headers(page.headers.map(([name, value]) => [name, value]));
  headers.set("ETag", page.etag);
  headers.set("Vary", "Accept-Encoding");
  if (isKnown(c.req.header("If-None-Match"), page.etag)) {
    headers.delete("Content-Type");
    return new Response(null, { status: 304, headers });
  }
  const encoding = chooseEncoding(c.req.header("Accept-Encoding"), page);
  if (encoding !== "identity") headers.set("Content-Encoding", encoding);
  return new Response(page.bodies[encoding] ?? page.bodies.identity, { headers });
}

/** Whether a reader has the page already (RFC 9110, section 13.1.2). */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header === "*" || header.split(",").some((one) => one.trim() === etag);
}

/** The smallest form of the page that a reader takes (RFC 9110, section 12.5.3). */
function chooseEncoding(header: string | undefined, { bodies }: KeptPage): Encoding {
  if (header === undefined) return "identity";
  const refused = /;\s*q=0(?:\.0*)?$/;
  const accepted = header.split(",").map((one) => one.trim().toLowerCase());
  const takes = (name: string) =>
    accepted.some((one) => one.split(";")[0]?.trim() === name && !refused.test(one));
  if (bodies.br && takes("br")) return "br";
  return bodies.gzip && takes("gzip") ? "gzip" : "identity";
}
