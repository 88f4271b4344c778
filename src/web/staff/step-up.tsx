import type { Context, MiddlewareHandler } from "hono";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { isSafe } from "../guards/cross-site.ts";
import { type StaffEnv, wantsJson } from "../page.ts";
import { staffPath, staffReferrer, stepUpPath } from "./then.ts";

/**
 * Lets those through who proved who they are within the last five minutes. Everybody else is sent
 * to prove it, and then back.
 */
export function requireStepUp(deps: Deps): MiddlewareHandler<StaffEnv> {
  return async function stepUp(c, next) {
    return isSteppedUp(deps, c.get("signedIn")) ? await next() : askForStepUp(c, deps);
  };
}

/**
 * Sends somebody to the page where they prove again who they are, and from there back to the page
 * that they came from. What a form sent is not done: the page says so.
 */
export function askForStepUp(c: Context<StaffEnv>, deps: Pick<Deps, "config">): Response {
  if (wantsJson(c)) return c.json({ error: "step-up" }, 403);
  const { baseUrl } = deps.config;
  if (isSafe(c)) {
    const { pathname, search } = new URL(c.req.url);
    const page = staffPath(pathname + search, baseUrl) ?? paths.account;
    return c.redirect(stepUpPath({ page, isSent: false }), 303);
  }
  const page = staffReferrer(c.req.header("Referer"), baseUrl) ?? paths.account;
  return c.redirect(stepUpPath({ page, isSent: true }), 303);
}
