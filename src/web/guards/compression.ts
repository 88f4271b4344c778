import type { MiddlewareHandler } from "hono";

/** What a browser says of a request that one of our own pages made, or the reader by hand. */
const BY_OWN_PAGE = ["same-origin", "none"];

/**
 * Says of a page that is somebody's own that nobody may compress it, unless the browser says that
 * no other site made it ask. How well a page compresses tells what in it resembles what was asked
 * for. So a site that can make a reader's browser ask thousands of times, and sees the sizes, reads
 * the page (BREACH). What is public holds no secret, and is compressed for everybody.
 *
 * Source: RFC 9111, section 5.2.2.6; W3C Fetch Metadata Request Headers — docs/decisions/069.
 */
export function refuseCompression(): MiddlewareHandler {
  return async function compression(c, next) {
    await next();
    if (BY_OWN_PAGE.includes(c.req.header("Sec-Fetch-Site") ?? "")) return;
    if (!c.res.headers.get("Content-Type")?.startsWith("text/html")) return;
    const caching = c.res.headers.get("Cache-Control") ?? "";
    const isPublic = /^public\b/.test(caching);
    if (!isPublic) c.header("Cache-Control", [caching, "no-transform"].filter(Boolean).join(", "));
  };
}
