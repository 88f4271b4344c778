import type { Context, MiddlewareHandler, Next } from "hono";
import { bodyLimit } from "hono/body-limit";
import { BODY_SIZE_MAX } from "../../limits.ts";
import { TooLargeError, UnreadableError } from "./body-errors.ts";

/** Staff forms that may be larger than all others. Each of their routes sets its own limit. */
const LARGER = new RegExp(
  `^/admin/(?:${[
    "new-letter(?:/preview)?",
    "site",
    "step-up(?:/code|/mail)?",
    "letters/[^/]+/(?:edit(?:/preview)?|import|look)",
  ].join("|")})$`,
);

const usual = limitBodyTo(BODY_SIZE_MAX);

/** Refuses a body that is larger than any form, except on routes that set a limit of their own. */
export const limitBody: MiddlewareHandler = async function limit(c, next) {
  return LARGER.test(c.req.path) ? await next() : await usual(c, next);
};

/**
 * Refuses a body of more than this many bytes, with the route's own answer if it has one. Runs
 * behind the guard of staff: nobody else sends much.
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
    // The server reads no further than the declared length. With one there is nothing to count,
    // which would turn the body into a stream.
    const length = c.req.header("Content-Length");
    const isTold = length !== undefined && c.req.header("Transfer-Encoding") === undefined;
    if (!isTold) return await readCounting(c, counting, next);
    return Number(length) > maxSize ? await refuse(c) : await next();
  };
}

/** Reads and counts the body, then goes on. Throws {@link UnreadableError} if it does not come. */
async function readCounting(c: Context, counting: MiddlewareHandler, next: Next) {
  let isRead = false;
  const goOn = async () => {
    isRead = true;
    await next();
  };
  try {
    return await counting(c, goOn);
  } catch (error) {
    if (isRead || error instanceof TooLargeError) throw error;
    throw new UnreadableError("The body cannot be read.", { cause: error });
  }
}
