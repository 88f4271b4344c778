import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { METHOD_NAME_ALL } from "hono/router";
import { SignInPage } from "../../../views/staff/sign-in.tsx";
import { type Access, accessTo, isPermission } from "../../accounts/access.ts";
import { may, type Permission } from "../../accounts/account.ts";
import { type Gate, gateFor } from "../../accounts/second-step.ts";
import type { SignedIn } from "../../accounts/sessions.ts";
import { switchedOn } from "../../accounts/switches.ts";
import type { Deps } from "../../deps.ts";
import { letterOfStaff } from "../../letters/read.ts";
import { paths } from "../../shared/pages/paths.ts";
import { frameFor, privatePage, type StaffEnv, wantsJson } from "../page.ts";
import { GATE_PATHS, readSessionOf } from "../staff/session.ts";
import { ForbiddenError } from "./errors.tsx";

/**
 * Guards all routes under /admin; there is no other way to one. Lets those through whom the table
 * of routes lets through, and hands the route their account and the letter named in the address.
 *
 * Strangers are sent to sign in, and whoever has a step left is sent to that step. Everybody else
 * is refused, in the same way for a letter that they do not look after and for one that does not
 * exist. A route that the table does not know is refused to everybody.
 */
export function guardStaff(deps: Deps): MiddlewareHandler<StaffEnv> {
  return async function staff(c, next) {
    const route = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL);
    if (route === undefined) return c.notFound();
    const access = accessTo(route.method, route.path);
    if (access === null) throw new ForbiddenError();
    if (access === "anyone") return await next();
    c.header("Cache-Control", "no-store");
    const signedIn = await readSessionOf(c, deps);
    if (signedIn === null) return await askToSignIn(c, deps);
    const gate = await gateFor(deps, signedIn);
    if (!passes(gate, access)) {
      if (wantsJson(c)) return c.json({ error: gate }, 403);
      return c.redirect(GATE_PATHS[gate], 303);
    }
    await tellRoute(c, deps, signedIn);
    if (isPermission(access) && !(await isPermitted(c, deps, access, slugIn(c, route.path)))) {
      const asked = `${route.method} ${route.path}`;
      deps.log.warn("staff.refused", { account: signedIn.account.id, route: asked });
      throw new ForbiddenError();
    }
    return await next();
  };
}

async function askToSignIn(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: "sign-in" }, 401);
  if (c.req.method === "GET") return c.redirect(paths.signIn, 303);
  return await privatePage(c, <SignInPage frame={frameFor(deps)} typed="" />, 401);
}

function passes(gate: Gate, access: Access): boolean {
  if (gate === "open" || access === "signed-in") return true;
  return gate === "register" && access === "registering";
}

async function tellRoute(c: Context<StaffEnv>, deps: Deps, signedIn: SignedIn): Promise<void> {
  const { account, session } = signedIn;
  const nowMs = deps.clock.now().getTime();
  const on = switchedOn(await deps.switches.read());
  const endsMs = session.endsAt.getTime() - nowMs;
  c.set("account", account);
  c.set("signedIn", signedIn);
  c.set("letter", null);
  c.set("room", {
    // While the site is read-only, no session ends by idleness.
    idleMs: on.includes("read-only") ? endsMs : session.expiresAt.getTime() - nowMs,
    endsMs,
    switchedOn: on,
    isAdministrator: may(account, "administer", "all"),
  });
}

/**
 * The slug in the address, by the pattern of its route; null if the pattern has none. Hono gives
 * parameters to the route alone.
 */
function slugIn(c: Context, pattern: string): string | null {
  const at = pattern.split("/").indexOf(":slug");
  return at === -1 ? null : (c.req.path.split("/")[at] ?? "");
}

/** For the letter named in the address, or for all letters if it names none. */
async function isPermitted(
  c: Context<StaffEnv>,
  deps: Deps,
  permission: Permission,
  slug: string | null,
): Promise<boolean> {
  const account = c.get("account");
  if (slug === null) return may(account, permission, "all");
  const letter = await letterOfStaff(deps, account, slug);
  if (letter === null || !may(account, permission, letter.id)) return false;
  c.set("letter", letter);
  return true;
}
