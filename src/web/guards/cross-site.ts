import type { Context, MiddlewareHandler } from "hono";
import type { Config } from "../../config.ts";
import { CrossSiteError } from "./errors.tsx";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request only reads (RFC 9110, section 9.2.1). */
export function isSafe(c: Context): boolean {
  return SAFE_METHODS.has(c.req.method);
}

/**
 * Refuses requests that another site made a browser send, whatever their content type.
 *
 * The browser's own word decides (Sec-Fetch-Site); if it is absent, the origin does. If both are
 * absent, a public form is taken, since no cookie gives it weight, and a staff form is not. There
 * is no token in the page, so that anyone can cache public pages.
 *
 * Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, Fetch Metadata.
 */
export function refuseCrossSite(config: Pick<Config, "baseUrl">): MiddlewareHandler {
  const origin = new URL(config.baseUrl).origin;
  return async function crossSite(c, next) {
    if (!isSafe(c) && !isSameOrigin(c, origin)) throw new CrossSiteError();
    await next();
  };
}

function isSameOrigin(c: Context, origin: string): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin";
  const from = c.req.header("Origin");
  if (from !== undefined) return from === origin;
  return !c.req.path.startsWith("/admin");
}
