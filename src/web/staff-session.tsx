import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { SignInPage } from "../../views/staff-sign-in.tsx";
import { closeSession, openSession, readSession } from "../accounts/sessions.ts";
import type { Deps } from "../deps.ts";
import { paths } from "../shared/paths.ts";
import { frameFor, privatePage, type WebEnv, wantsJson } from "./page.ts";

/** `__Host-` binds the cookie to this host and to https; browsers refuse it over http. */
function cookieName(deps: Pick<Deps, "config">): string {
  return deps.config.isSecure ? "__Host-session" : "session";
}

/** Lets staff through and tells the route who it is; everybody else is sent to sign in. */
export function requireStaff(deps: Deps): MiddlewareHandler<WebEnv> {
  return async function staff(c, next) {
    const secret = getCookie(c, cookieName(deps));
    const account = secret ? await readSession(deps, secret) : null;
    if (account === null) return await refuse(c, deps);
    c.set("account", account);
    c.header("Cache-Control", "no-store");
    return await next();
  };
}

/** Opens a session and gives the browser its cookie. */
export async function startSession(c: Context, deps: Deps, accountId: string): Promise<void> {
  setCookie(c, cookieName(deps), await openSession(deps, accountId), {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: deps.config.isSecure,
  });
}

/** Closes the session of this browser. */
export async function endSession(c: Context, deps: Deps): Promise<void> {
  const secret = getCookie(c, cookieName(deps));
  if (secret) await closeSession(deps, secret);
  deleteCookie(c, cookieName(deps), { path: "/", secure: deps.config.isSecure });
}

async function refuse(c: Context, deps: Deps): Promise<Response> {
  c.header("Cache-Control", "no-store");
  if (c.req.path.endsWith(".json") || wantsJson(c)) {
    return c.json({ error: "sign-in" }, 401);
  }
  if (c.req.method === "GET") return c.redirect(paths.signIn, 303);
  return await privatePage(c, <SignInPage frame={frameFor(deps)} typed="" />, 401);
}
