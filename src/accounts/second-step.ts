import type { Deps } from "../deps.ts";
import { MINUTE_MS } from "../shared/clock.ts";
import type { SignedIn } from "./sessions.ts";
import { hasAdministratorSecondFactor } from "./store.ts";

/** How long a proof of identity counts as recent, in ms. */
const STEP_UP_TTL_MS = 15 * MINUTE_MS;

/** What a second factor is used for: the second step of signing in, or showing it once more. */
export type Proof = "sign-in" | "step-up";

/** What somebody who is signed in must do before anything else answers. */
export type Gate =
  /** Nothing more. */
  | "open"
  /** To use the second factor, or a recovery code. */
  | "second-step"
  /** To add a second factor, as whoever may do much must. */
  | "register";

/**
 * What must be done before anything else answers: whoever has a second factor must use it, and
 * administrators and campaigners without one must add one. Outside production the latter wait until
 * one of the instance's administrators has one, so that none is needed to look around.
 */
export async function gateFor(
  { db, config }: Pick<Deps, "db" | "config">,
  signedIn: SignedIn,
): Promise<Gate> {
  if (hasSecondFactor(signedIn)) {
    return signedIn.session.secondStepAt === null ? "second-step" : "open";
  }
  if (!needsSecondFactor(signedIn)) return "open";
  const mayDefer = !config.isProduction && !(await hasAdministratorSecondFactor(db));
  return mayDefer ? "open" : "register";
}

/** Whether somebody has a passkey or an authenticator app. */
export function hasSecondFactor({ hasPasskey, hasAuthenticator }: SignedIn): boolean {
  return hasPasskey || hasAuthenticator;
}

/** Whether somebody may do so much, for a letter or for all, that a mailed link is not enough. */
export function needsSecondFactor({ account }: Pick<SignedIn, "account">): boolean {
  return account.roles.some(({ role }) => role === "administrator" || role === "campaigner");
}

/** Whether somebody may not remove their last second factor. */
export function mustKeepSecondFactor(
  { config }: Pick<Deps, "config">,
  signedIn: Pick<SignedIn, "account">,
): boolean {
  return config.isProduction && needsSecondFactor(signedIn);
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

/**
 * Which account a session may still add a second factor to. A request was let through before its
 * body came, which may take as long as a client likes: meanwhile its owner may have ended the
 * session, or added the first factor, which this session has not used. So it is asked again in the
 * statement that adds one.
 */
export function mayStillAdd(
  { clock }: Pick<Deps, "clock">,
  { account, session }: Pick<SignedIn, "account" | "session">,
) {
  const now = clock.now();
  const open = { id: session.id, expiresAt: { gt: now }, endsAt: { gt: now } };
  const isFirst = { totpSecret: null, passkeys: { none: {} }, sessions: { some: open } };
  const isProved = { sessions: { some: { ...open, secondStepAt: { not: null } } } };
  return { id: account.id, disabledAt: null, OR: [isFirst, isProved] };
}

/** Notes in a session that its owner proved who they are. */
export async function markProved(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { session }: Pick<SignedIn, "session">,
  proof: Proof,
): Promise<void> {
  const at = clock.now();
  const data = proof === "sign-in" ? { secondStepAt: at } : { steppedUpAt: at };
  await db.session.updateMany({ where: { id: session.id }, data });
}
