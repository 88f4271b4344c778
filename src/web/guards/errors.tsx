import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import { SendAgainPage } from "../../../views/page/send-again.tsx";
import { RETRY_AFTER_SECONDS } from "../../accounts/switches.ts";
import type { Deps } from "../../deps.ts";
import { UnavailableError } from "../../shared/unavailable-error.ts";
import { BusyError } from "../../shared/work-budget.ts";
import { typedOf } from "../form.ts";
import { frameFor, privatePage, type WebEnv, wantsJson } from "../page.ts";
import { TooLargeError, UnreadableError } from "./body-errors.ts";

/** Another site made a browser send the request. */
export class CrossSiteError extends Error {
  override name = "CrossSiteError";
}

/** A client sent too much at once; it may come back after some seconds. */
export class FloodError extends Error {
  override name = "FloodError";
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super("too many requests");
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The site is read-only, and the request would have written. */
export class ReadOnlyError extends Error {
  override name = "ReadOnlyError";
}

/** Whoever asks is staff, but not of this letter or not in this role. */
export class ForbiddenError extends Error {
  override name = "ForbiddenError";
}

/** When to come back while the database is away, and while too much is asked for, in seconds. */
export const UNAVAILABLE_SECONDS = "10";
const BUSY_SECONDS = "2";
/** Lines of a stack that are logged: enough to find the place. */
const FRAMES_MAX = 12;

type Notice = {
  status: 400 | 403 | 404 | 413 | 429 | 500 | 503;
  name:
    | "cross-site"
    | "flood"
    | "unreadable"
    | "too-large"
    | "forbidden"
    | "not-found"
    | "busy"
    | "read-only"
    | "crash";
};

/** The one place where errors become answers. */
export function answerErrors(deps: Deps): ErrorHandler<WebEnv> {
  return async (error, c) => {
    if (error instanceof FloodError) c.header("Retry-After", String(error.retryAfterSeconds));
    const notice = noticeFor(error);
    if (error instanceof UnavailableError) {
      c.header("Retry-After", UNAVAILABLE_SECONDS);
      deps.log.error("database.unavailable", { cause: error.code, method: c.req.method });
      return await answerUnavailable(deps, c);
    }
    if (error instanceof ReadOnlyError) {
      c.header("Retry-After", String(RETRY_AFTER_SECONDS["read-only"]));
    } else if (error instanceof BusyError) {
      c.header("Retry-After", BUSY_SECONDS);
    } else if (notice.status >= 500) {
      const { method } = c.req;
      deps.log.error("web.crash", { error: error.name, method, at: framesOf(error) });
    }
    return await answer(deps, c, notice);
  };
}

export function answerNotFound(deps: Deps): NotFoundHandler<WebEnv> {
  return async (c) => await answer(deps, c, { status: 404, name: "not-found" });
}

/**
 * Where an error arose, without its message: a database's may quote what somebody typed, and that
 * may have lines that look like these.
 */
function framesOf({ stack = "", message }: Error): string {
  const start = stack.indexOf(message);
  if (start === -1) return "";
  const lines = stack.slice(start + message.length).split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "))
    .slice(0, FRAMES_MAX)
    .join(" ");
}

function noticeFor(error: Error): Notice {
  if (error instanceof CrossSiteError) return { status: 403, name: "cross-site" };
  if (error instanceof ForbiddenError) return { status: 403, name: "forbidden" };
  if (error instanceof FloodError) return { status: 429, name: "flood" };
  if (error instanceof UnreadableError) return { status: 400, name: "unreadable" };
  if (error instanceof TooLargeError) return { status: 413, name: "too-large" };
  if (error instanceof ReadOnlyError) return { status: 503, name: "read-only" };
  if (error instanceof BusyError) return { status: 503, name: "busy" };
  return { status: 500, name: "crash" };
}

/** Says that nothing can be done for now, and keeps what a form said, to be sent once more. */
async function answerUnavailable(deps: Deps, c: Context<WebEnv>): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: "unavailable" }, 503);
  const frame = frameFor(deps);
  const typed = await typedOf(c);
  const page =
    typed === undefined ? (
      <NoticePage
        frame={frame}
        title={frame.words("errors.unavailable-title")}
        text={frame.words("errors.unavailable")}
        link={wayBack(frame.words, null)}
      />
    ) : (
      <SendAgainPage frame={frame} action={c.req.path} typed={typed} />
    );
  return await privatePage(c, page, 503);
}

async function answer(deps: Deps, c: Context<WebEnv>, { status, name }: Notice): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: name }, status);
  const frame = frameFor(deps);
  const { words } = frame;
  const page = (
    <NoticePage
      frame={frame}
      title={words(`errors.${name}-title`)}
      text={words(`errors.${name}`)}
      link={wayBack(words, null)}
    />
  );
  return await privatePage(c, page, status);
}
