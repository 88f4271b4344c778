import type { Deps } from "../deps.ts";
import { SIGN_IN_LINKS, SIGN_INS_PER_CLIENT } from "../limits.ts";
import { type Invited, readInvited } from "../mail/mailed-letters.ts";
import { countWithin } from "../rate-limit.ts";
import { DAY_MS, later, MINUTE_MS } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import { readToken, signToken } from "../shared/keys/signed-token.ts";
import { parseEmailAddress, strictForm } from "../shared/text/email-address.ts";
import { clientKeys } from "../signatures/signing/client.ts";
import { knownDeviceId } from "./device.ts";
import { findAccountIdByAddress } from "./store.ts";

/** What a sign-in link is given out for, and how long it lives. */
export const SIGN_IN_TTL_MS = {
  "sign-in": 15 * MINUTE_MS,
  invitation: 7 * DAY_MS,
  "step-up": 15 * MINUTE_MS,
} as const;

export type SignInPurpose = keyof typeof SIGN_IN_TTL_MS;

/** What a link does: it signs somebody in, or proves again who is signed in. */
type LinkUse = "sign-in" | "step-up";

type SignInDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Gives out a sign-in link: records it and, if it goes by mail, lets the database queue the mail.
 * The token is signed, and nothing usable of it is stored.
 */
export async function createSignIn(
  deps: SignInDeps,
  accountId: string,
  purpose: SignInPurpose,
  { byMail }: { byMail: boolean },
): Promise<{ token: string }> {
  const createdAt = deps.clock.now();
  const expiresAt = later(createdAt, SIGN_IN_TTL_MS[purpose]);
  const id = newId(deps.clock);
  await deps.db.signIn.create({
    data: { id, accountId, purpose, byMail, createdAt, expiresAt },
    select: { id: true },
  });
  const use = purpose === "step-up" ? "step-up" : "sign-in";
  return { token: await signToken(deps.keys, use, { id, expiresAt }) };
}

/**
 * Mails a sign-in link to whoever has an account under this address, at most a few times an hour.
 * Does not say whether there is one: the caller answers everybody alike. A browser from which the
 * account has signed in before is counted separately, so that a stranger who asks for links locks
 * nobody out.
 */
export async function requestSignIn(
  deps: SignInDeps,
  { typedAddress, deviceSecret }: { typedAddress: string; deviceSecret: string | null },
): Promise<void> {
  const address = parseEmailAddress(typedAddress.trim());
  if (address === null) return;
  const addressKey = await deps.keys.hash("address", strictForm(address));
  const accountId = await findAccountIdByAddress(deps.db, addressKey);
  if (accountId === null) return;
  const device = deviceSecret && (await knownDeviceId(deps, { accountId, secret: deviceSecret }));
  const counted = device ? `sign-in ${accountId} ${device}` : `sign-in ${accountId}`;
  if (!(await countWithin(deps, counted, SIGN_IN_LINKS))) return;
  await createSignIn(deps, accountId, "sign-in", { byMail: true });
}

/**
 * Counts one more try of a client to sign in, and says whether it may go on. The hash that it is
 * counted under becomes meaningless when the key of the day is destroyed.
 */
export async function maySignIn(
  deps: Pick<Deps, "db" | "clock" | "keys">,
  clientAddress: string,
): Promise<boolean> {
  const { clientKey } = await clientKeys(deps, clientAddress);
  return await countWithin(deps, `sign-in-client ${clientKey}`, SIGN_INS_PER_CLIENT);
}

/** Mails a step-up link to whoever is signed in; false if enough have been sent for now. */
export async function requestStepUp(deps: SignInDeps, accountId: string): Promise<boolean> {
  if (!(await countWithin(deps, `step-up ${accountId}`, SIGN_IN_LINKS))) return false;
  await createSignIn(deps, accountId, "step-up", { byMail: true });
  return true;
}

export type SignInOutcome =
  | { outcome: "ok"; accountId: string; purpose: string }
  | { outcome: "used" | "expired" | "unknown" };

/** Reads a link without using it. */
export async function viewSignIn(
  deps: SignInDeps,
  token: string,
  use: LinkUse = "sign-in",
): Promise<SignInOutcome> {
  const claim = await readToken(deps.keys, use, token);
  if (claim === null) return { outcome: "unknown" };
  const signIn = await deps.db.signIn.findUnique({ where: { id: claim.id } });
  if (signIn === null) return { outcome: "unknown" };
  if (signIn.usedAt !== null) return { outcome: "used" };
  if (signIn.expiresAt <= deps.clock.now()) return { outcome: "expired" };
  return { outcome: "ok", accountId: signIn.accountId, purpose: signIn.purpose };
}

/** Who invited whoever opens a link, as what and to which letter; null if it is no invitation. */
export async function invitedBy(
  { db }: Pick<Deps, "db">,
  { accountId, purpose }: { accountId: string; purpose: string },
): Promise<Invited | null> {
  return purpose === "invitation" ? await readInvited(db, accountId) : null;
}

/** Uses a sign-in link up: of two at once, one gets in. */
export async function consumeSignIn(deps: SignInDeps, token: string): Promise<SignInOutcome> {
  const used = await consume(deps, token, "sign-in");
  if (used.outcome === "ok") deps.log.info("account.signed-in", { account: used.accountId });
  return used;
}

/** Uses a step-up link up, only for the account to which it was mailed. */
export async function consumeStepUp(
  deps: SignInDeps,
  token: string,
  accountId: string,
): Promise<SignInOutcome> {
  const view = await viewSignIn(deps, token, "step-up");
  // Somebody else's link stays good for them.
  if (view.outcome === "ok" && view.accountId !== accountId) return { outcome: "unknown" };
  return await consume(deps, token, "step-up");
}

async function consume(deps: SignInDeps, token: string, use: LinkUse): Promise<SignInOutcome> {
  const view = await viewSignIn(deps, token, use);
  const claim = await readToken(deps.keys, use, token);
  if (view.outcome !== "ok" || claim === null) return view;
  const now = deps.clock.now();
  const used = await deps.db.signIn.updateManyAndReturn({
    where: { id: claim.id, usedAt: null, expiresAt: { gt: now }, account: { disabledAt: null } },
    data: { usedAt: now },
    select: { accountId: true },
  });
  const [signIn] = used;
  if (signIn === undefined) return { outcome: "used" };
  return { outcome: "ok", accountId: signIn.accountId, purpose: view.purpose };
}
