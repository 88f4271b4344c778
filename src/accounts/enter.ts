import type { Deps } from "../deps.ts";
import { noteDevice } from "./device.ts";
import { type Gate, gateFor } from "./second-step.ts";
import { openSession, readSession } from "./sessions.ts";
import { recordStaffEvent } from "./staff-events.ts";

/** The browser that somebody uses: its long-lived secret, and a label for people. */
export type Browser = { secret: string; label: string };

/**
 * Lets in whoever used a sign-in link: opens a session, and notes the browser and the time. Gives
 * the secret for the session's cookie, and what must be done before anything else answers.
 */
export async function enter(
  deps: Pick<Deps, "db" | "clock" | "config" | "switches">,
  accountId: string,
  browser: Browser,
): Promise<{ secret: string; gate: Gate }> {
  const secret = await openSession(deps, accountId, browser.label);
  await noteDevice(deps, { accountId, ...browser });
  await recordStaffEvent(deps, { what: "signed-in", by: accountId, accountId });
  const signedIn = await readSession(deps, secret);
  // If the account was disabled at this very moment, the next page says so.
  return { secret, gate: signedIn === null ? "open" : await gateFor(deps, signedIn) };
}
