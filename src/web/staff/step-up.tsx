import type { Context, MiddlewareHandler } from "hono";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { typedOf } from "../form.ts";
import { isSafe } from "../guards/cross-site.ts";
import { type StaffEnv, wantsJson } from "../page.ts";
import { stepUpPage } from "./step-up-page.tsx";
import { staffPath, staffReferrer, stepUpPath } from "./then.ts";

/**
 * Lets those through who proved who they are within the last quarter of an hour. Everybody else is
 * asked to prove it, and goes on from there.
 */
export function requireStepUp(
  deps: Deps,
  /** Whether the request is one that asks for it; all are if nothing else is said. */
  isSerious: (c: Context<StaffEnv>) => boolean = () => true,
): MiddlewareHandler<StaffEnv> {
  return async function stepUp(c, next) {
    const isLetThrough = isSteppedUp(deps, c.get("signedIn")) || !isSerious(c);
    return isLetThrough ? await next() : await askForStepUp(c, deps);
  };
}

/**
 * Asks somebody to prove again who they are. What a form sent is not done: the page that asks holds
 * it, and sends it on after the proof. A file cannot be held, so that a form with one is sent
 * again by hand, from the page that it came from.
 */
export async function askForStepUp(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: "step-up" }, 403);
  const { baseUrl } = deps.config;
  const { pathname, search } = new URL(c.req.url);
  const here = staffPath(pathname + search, baseUrl);
  if (isSafe(c)) {
    const page = here ?? paths.account;
    return c.redirect(stepUpPath({ page, isSent: false, to: null }), 303);
  }
  const page = staffReferrer(c.req.header("Referer"), baseUrl) ?? paths.account;
  const typed = await typedOf(c);
  if (typed === undefined || here === null) {
    return c.redirect(stepUpPath({ page, isSent: true, to: null }), 303);
  }
  return await stepUpPage(c, deps, { aim: { page, isSent: true, to: here }, typed }, null);
}
