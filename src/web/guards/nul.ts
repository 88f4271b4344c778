import type { MiddlewareHandler } from "hono";

/**
 * Answers that there is nothing at a path with the character U+0000. PostgreSQL cannot hold it in a
 * text at all, and no browser lets a person type it.
 */
export const refuseNul: MiddlewareHandler = async function nul(c, next) {
  const [path = ""] = c.req.url.split("?");
  return path.includes("%00") ? c.notFound() : await next();
};

/** A typed text with U+FFFD for U+0000, as for bytes that are not UTF-8. */
export function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD");
}
