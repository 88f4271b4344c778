import type { MiddlewareHandler } from "hono";

/**
 * Nothing stands at a path that holds the character U+0000. PostgreSQL cannot hold it in a text at
 * all, and no browser lets a person type it.
 */
export const refuseNul: MiddlewareHandler = async function nul(c, next) {
  const [path = ""] = c.req.url.split("?");
  return path.includes("%00") ? c.notFound() : await next();
};

/** A typed text without U+0000: like bytes that are no UTF-8, it stands as U+FFFD. */
export function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD");
}
