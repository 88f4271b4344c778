import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { BODY_SIZE_MAX } from "../../limits.ts";
import { TooLargeError } from "./errors.tsx";

/** Forms of staff that may be larger than all others. Each route of them sets its own limit. */
const LARGER =
  /^\/admin\/(?:new-letter(?:\/preview)?|letters\/[^/]+\/(?:edit(?:\/preview)?|import))$/;

const usual = limitBodyTo(BODY_SIZE_MAX);

/** Refuses a body that is larger than any form, but for routes that set a limit of their own. */
export const limitBody: MiddlewareHandler = async function limit(c, next) {
  return LARGER.test(c.req.path) ? await next() : await usual(c, next);
};

/**
 * Refuses a body of more than this many bytes, with an answer of the route's own where it has one.
 * Stands behind the guard of staff: nobody else sends much.
 */
export function limitBodyTo(
  maxSize: number,
  answer?: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const refuse = (c: Context) => {
    if (answer !== undefined) return answer(c);
    throw new TooLargeError();
  };
  const counting = bodyLimit({ maxSize, onError: refuse });
  return async function bodyWithin(c, next) {
    // A length that is told holds: the server reads no further. Only then nobody need count, which
    // would make a stream of the body.
    const length = c.req.header("Content-Length");
    const isTold = length !== undefined && c.req.header("Transfer-Encoding") === undefined;
    if (!isTold) return await counting(c, next);
    return Number(length) > maxSize ? await refuse(c) : await next();
  };
}
