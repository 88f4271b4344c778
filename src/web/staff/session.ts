import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { deviceSecretFrom } from "../../accounts/device.ts";
import { enter } from "../../accounts/enter.ts";
import type { Gate } from "../../accounts/second-step.ts";
import { closeSession, readSession, type SignedIn } from "../../accounts/sessions.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, SECOND_MS } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { deviceLabel } from "../../shared/text/device-label.ts";

/** As long as browsers keep a cookie (RFC 6265bis, section 5.5). */
const DEVICE_TTL_MS = 400 * DAY_MS;

export const GATE_PATHS: Record<Gate, string> = {
  open: paths.staff,
  "second-step": paths.secondStep,
  register: paths.newPasskey,
};

/**
 * Opens a session in place of the one that the browser had, gives it its cookies and says where to
 * go on.
 */
export async function startSession(c: Context, deps: Deps, accountId: string): Promise<string> {
  const device = deviceSecretFrom(deviceSecretOf(c, deps) ?? undefined);
  const former = getCookie(c, cookieName(deps, "session"));
  if (former) await closeSession(deps, former);
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

/** Whose session this browser shows; null if it shows none, or one that ended. */
export async function readSessionOf(c: Context, deps: Deps): Promise<SignedIn | null> {
  const secret = getCookie(c, cookieName(deps, "session"));
  return secret ? await readSession(deps, secret) : null;
}

/** The long-lived secret that this browser shows; null if it shows none. */
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
