import type { Deps } from "../deps.ts";
import { MINUTE_MS } from "../shared/clock.ts";
import type { SignedIn } from "./sessions.ts";
import { hasAdministratorPasskey } from "./store.ts";

/** For how long somebody who proved that it is them is believed it, in ms. */
const STEP_UP_TTL_MS = 5 * MINUTE_MS;

/** What is asked of whoever is signed in, before anything else answers. */
export type Gate =
  /** Nothing more. */
  | "open"
  /** To use the passkey, or a recovery code. */
  | "second-step"
  /** To add a passkey, as every administrator must. */
  | "register";

/**
 * What is asked before anything else answers: of whoever has a passkey, to use it; of an
 * administrator without one, to add one. Outside production the latter waits until one of the
 * instance's administrators has a passkey, so that a look around needs none.
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

/** Whether somebody administrates a letter, or all of them. */
export function isAdministrator({ account }: Pick<SignedIn, "account">): boolean {
  return account.roles.some(({ role }) => role === "administrator");
}

/** Whether somebody proved within the last minutes that it is them, in whichever way. */
export function isSteppedUp(
  { clock }: Pick<Deps, "clock">,
  { session }: Pick<SignedIn, "session">,
): boolean {
  const since = clock.now().getTime() - STEP_UP_TTL_MS;
  const proofs = [session.createdAt, session.secondStepAt, session.steppedUpAt];
  return proofs.some((at) => at !== null && at.getTime() > since);
}

/** Notes that the second step was made in a session. */
export async function markSecondStep(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { session }: Pick<SignedIn, "session">,
): Promise<void> {
  const data = { secondStepAt: clock.now() };
  await db.session.updateMany({ where: { id: session.id }, data });
}

/** Notes that the owner of a session proved again that it is them. */
export async function markStepUp(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { session }: Pick<SignedIn, "session">,
): Promise<void> {
  await db.session.updateMany({ where: { id: session.id }, data: { steppedUpAt: clock.now() } });
}
