import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { routePath } from "hono/route";
import { SignInPage } from "../../../views/staff/sign-in.tsx";
import { type Access, accessTo } from "../../accounts/access.ts";
import { may, type Permission } from "../../accounts/account.ts";
import { deviceSecretFrom } from "../../accounts/device.ts";
import { enter } from "../../accounts/enter.ts";
import { type Gate, gateFor } from "../../accounts/second-step.ts";
import { closeSession, readSession, type SignedIn } from "../../accounts/sessions.ts";
import { switchedOn } from "../../accounts/switches.ts";
import type { Deps } from "../../deps.ts";
import { letterOfStaff } from "../../letters/read.ts";
import { DAY_MS, SECOND_MS } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { deviceLabel } from "../../shared/text/device-label.ts";
import { ForbiddenError } from "../guards/errors.tsx";
import { frameFor, privatePage, type WebEnv, wantsJson } from "../page.ts";

/** As long as browsers keep a cookie (RFC 6265bis, section 5.5). */
const DEVICE_TTL_MS = 400 * DAY_MS;

/** Where each gate leads to. */
const GATE_PATHS: Record<Gate, string> = {
  open: paths.staff,
  "second-step": paths.secondStep,
  register: paths.newPasskey,
};

/**
 * Lets staff through whom the table of routes lets through, and tells the route who it is.
 * Strangers are sent to sign in, whoever has a step left to that step; everybody else is refused.
 */
export function requireStaff(deps: Deps): MiddlewareHandler<WebEnv> {
  return async function staff(c, next) {
    const secret = getCookie(c, cookieName(deps, "session"));
    const signedIn = secret ? await readSession(deps, secret) : null;
    if (signedIn === null) return await refuse(c, deps);
    c.header("Cache-Control", "no-store");
    const access = accessTo(c.req.method, routePath(c));
    if (access === null) throw new ForbiddenError();
    const gate = await gateFor(deps, signedIn);
    if (!passes(gate, access)) {
      if (wantsJson(c)) return c.json({ error: gate }, 403);
      return c.redirect(GATE_PATHS[gate], 303);
    }
    await tellRoute(c, deps, signedIn);
    if (isPermission(access)) await requirePermission(c, deps, access);
    return await next();
  };
}

/** Opens a session, gives the browser its cookies and says where to go on. */
export async function startSession(c: Context, deps: Deps, accountId: string): Promise<string> {
  const device = deviceSecretFrom(deviceSecretOf(c, deps) ?? undefined);
  const browser = { secret: device, label: deviceLabel(c.req.header("User-Agent")) };
  const { secret, gate } = await enter(deps, accountId, browser);
  const shared = {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: deps.config.isSecure,
  } as const;
  setCookie(c, cookieName(deps, "session"), secret, shared);
  const maxAge = DEVICE_TTL_MS / SECOND_MS;
  setCookie(c, cookieName(deps, "device"), device, { ...shared, maxAge });
  return GATE_PATHS[gate];
}

/** The long-lived secret that this browser shows; null where it shows none. */
export function deviceSecretOf(c: Context, deps: Pick<Deps, "config">): string | null {
  return getCookie(c, cookieName(deps, "device")) ?? null;
}

/** Closes the session of this browser. */
export async function endSession(c: Context, deps: Deps): Promise<void> {
  const secret = getCookie(c, cookieName(deps, "session"));
  if (secret) await closeSession(deps, secret);
  const options = { path: "/", secure: deps.config.isSecure };
  deleteCookie(c, cookieName(deps, "session"), options);
}

/** `__Host-` binds the cookie to this host and to https; browsers refuse it over http. */
function cookieName(deps: Pick<Deps, "config">, name: "session" | "device"): string {
  return deps.config.isSecure ? `__Host-${name}` : name;
}

function passes(gate: Gate, access: Access): boolean {
  if (gate === "open" || access === "signed-in") return true;
  return gate === "register" && access === "registering";
}

async function tellRoute(c: Context<WebEnv>, deps: Deps, signedIn: SignedIn): Promise<void> {
  const { account, session } = signedIn;
  const nowMs = deps.clock.now().getTime();
  const on = switchedOn(await deps.switches.read());
  const endsMs = session.endsAt.getTime() - nowMs;
  c.set("account", account);
  c.set("signedIn", signedIn);
  c.set("room", {
    // While nothing is written, no session ends by idleness.
    idleMs: on.includes("read-only") ? endsMs : session.expiresAt.getTime() - nowMs,
    endsMs,
    switchedOn: on,
    isAdministrator: may(account, "administer", "all"),
  });
}

const NO_PERMISSIONS: readonly Access[] = ["anyone", "signed-in", "registering", "staff"];

function isPermission(access: Access): access is Permission {
  return !NO_PERMISSIONS.includes(access);
}

/** For the letter of the address, there or not, and where it names none, for all letters. */
async function requirePermission(
  c: Context<WebEnv>,
  deps: Deps,
  permission: Permission,
): Promise<void> {
  const account = c.get("account");
  const slug = c.req.param("slug");
  if (slug === undefined) {
    if (!may(account, permission, "all")) throw new ForbiddenError();
    return;
  }
  const letter = await letterOfStaff(deps, account, slug);
  if (letter === null || !may(account, permission, letter.id)) throw new ForbiddenError();
  c.set("letter", letter);
}

async function refuse(c: Context, deps: Deps): Promise<Response> {
  c.header("Cache-Control", "no-store");
  if (c.req.path.endsWith(".json") || wantsJson(c)) {
    return c.json({ error: "sign-in" }, 401);
  }
  if (c.req.method === "GET") return c.redirect(paths.signIn, 303);
  return await privatePage(c, <SignInPage frame={frameFor(deps)} typed="" />, 401);
}
