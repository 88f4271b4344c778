import type { Deps } from "../deps.ts";
import { MINUTE_MS } from "../shared/clock.ts";
import type { SignedIn } from "./sessions.ts";
import { hasAdministratorPasskey } from "./store.ts";

/** How long a proof of identity counts as recent, in ms. */
const STEP_UP_TTL_MS = 5 * MINUTE_MS;

/** What somebody who is signed in must do before anything else answers. */
export type Gate =
  /** Nothing more. */
  | "open"
  /** To use the passkey, or a recovery code. */
  | "second-step"
  /** To add a passkey, as every administrator must. */
  | "register";

/**
 * What must be done before anything else answers: whoever has a passkey must use it, and an
 * administrator without one must add one. Outside production the latter waits until one of the
 * instance's administrators has a passkey, so that none is needed to look around.
 */
export async function gateFor(
  { db, config }: Pick<Deps, "db" | "config">,
  { account, session, hasPasskey }: SignedIn,
): Promise<Gate> {
  if (hasPasskey) return session.secondStepAt === null ? "second-step" : "open";
  if (!isAdministrator({ account })) return "open";
  const mayDefer = !config.isProduction && !(await hasAdministratorPasskey(db));
  return mayDefer ? "open" : "register";
}

/** Whether somebody is an administrator, of a letter or of all. */
export function isAdministrator({ account }: Pick<SignedIn, "account">): boolean {
  return account.roles.some(({ role }) => role === "administrator");
}

/** Whether somebody has proved their identity within the last minutes, in whichever way. */
export function isSteppedUp(
  { clock }: Pick<Deps, "clock">,
  { session }: Pick<SignedIn, "session">,
): boolean {
  const since = clock.now().getTime() - STEP_UP_TTL_MS;
  const proofs = [session.createdAt, session.secondStepAt, session.steppedUpAt];
  return proofs.some((at) => at !== null && at.getTime() > since);
}

export async function markSecondStep(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { session }: Pick<SignedIn, "session">,
): Promise<void> {
  const data = { secondStepAt: clock.now() };
  await db.session.updateMany({ where: { id: session.id }, data });
}

export async function markStepUp(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { session }: Pick<SignedIn, "session">,
): Promise<void> {
  await db.session.updateMany({ where: { id: session.id }, data: { steppedUpAt: clock.now() } });
}
