import type { Context, MiddlewareHandler } from "hono";
import type { Deps } from "../../deps.ts";
import { answerFor, type KeptPage } from "../../shared/pages/kept-page.ts";
import { publicAddress } from "../../shared/pages/public-address.ts";
import { isSafe } from "../guards/cross-site.ts";
import type { WebEnv } from "../page.ts";

/**
 * Requests that may change a letter: whoever makes one reads the change with their next request.
 */
const CHANGES_A_LETTER = /^\/(?:admin|signature|question|second-confirmation)\//;

/**
 * Answers readers of a letter from memory, before anything else is done for them: with the page as
 * it was last rendered, its headers included. Runs before all other middleware.
 */
export function answerFromMemory(deps: Pick<Deps, "pages" | "metrics">): MiddlewareHandler<WebEnv> {
  return async function fromMemory(c, next) {
    if (!isSafe(c)) {
      await next();
      if (CHANGES_A_LETTER.test(c.req.path)) deps.pages.doubt();
      return undefined;
    }
    const { pathname, search } = new URL(c.req.url);
    const wanted = c.req.method === "OPTIONS" ? null : publicAddress(pathname + search);
    if (wanted === null) return await next();
    let isMine = false;
    const page = await deps.pages.find(wanted, async () => {
      isMine = true;
      c.set("isToBeKept", true);
      await next();
      return c.res;
    });
    if (page === null) return isMine ? undefined : await next();
    if (!isMine) {
      const response = answer(c, page);
      c.set("isFromMemory", true);
      const status = response.status === 304 ? 304 : 200;
      deps.metrics?.leftMemory(page, { address: c.req.path, method: c.req.method, status });
      return response;
    }
    // Hono merges the headers of an answer into those of the one it replaces, unless that one is
    // gone.
    c.res = undefined;
    c.res = answer(c, page);
    return undefined;
  };
}

function answer(c: Context, page: KeptPage): Response {
  const { status, headers, body } = answerFor(page, {
    acceptEncoding: c.req.header("Accept-Encoding"),
    ifNoneMatch: c.req.header("If-None-Match"),
  });
  const pairs = new Headers();
  for (let at = 0; at < headers.length; at += 2)
    pairs.set(headers[at] ?? "", headers[at + 1] ?? "");
  return new Response(body, { status, headers: pairs });
}
