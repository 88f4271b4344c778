import type { Deps } from "../deps.ts";
import { countWithin, SIGN_IN_LINKS } from "../limits.ts";
import { DAY_MS, later, MINUTE_MS } from "../shared/clock.ts";
import { parseEmailAddress, strictForm } from "../shared/email-address.ts";
import { newId } from "../shared/ids.ts";
import { readToken, signToken } from "../shared/signed-token.ts";
import { findAccountIdByAddress } from "./store.ts";

/** What a sign-in link was given out for, and how long it lives. */
export const SIGN_IN_TTL_MS = { "sign-in": 15 * MINUTE_MS, invitation: 7 * DAY_MS } as const;

/** What a sign-in link was given out for. */
export type SignInPurpose = keyof typeof SIGN_IN_TTL_MS;

type SignInDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Gives out a sign-in link: records it and, where it goes by mail, lets the database queue the
 * mail. The token is signed and nothing usable of it is stored.
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
  return { token: await signToken(deps.keys, "sign-in", { id, expiresAt }) };
}

/**
 * Mails a sign-in link to whoever has an account under this address, a few times an hour at the
 * most. Says nothing about whether there is one: the caller answers everybody alike.
 */
export async function requestSignIn(deps: SignInDeps, typedAddress: string): Promise<void> {
  const address = parseEmailAddress(typedAddress.trim());
  if (address === null) return;
  const addressKey = await deps.keys.hash("address", strictForm(address));
  const accountId = await findAccountIdByAddress(deps.db, addressKey);
  if (accountId === null) return;
  if (!(await countWithin(deps, `sign-in ${accountId}`, SIGN_IN_LINKS))) return;
  await createSignIn(deps, accountId, "sign-in", { byMail: true });
}

/** What became of a sign-in link. */
export type SignInOutcome =
  | { outcome: "ok"; accountId: string }
  | { outcome: "used" | "expired" | "unknown" };

/** Looks at a sign-in link without using it. */
export async function viewSignIn(deps: SignInDeps, token: string): Promise<SignInOutcome> {
  const claim = await readToken(deps.keys, "sign-in", token);
  if (claim === null) return { outcome: "unknown" };
  const signIn = await deps.db.signIn.findUnique({ where: { id: claim.id } });
  if (signIn === null) return { outcome: "unknown" };
  if (signIn.usedAt !== null) return { outcome: "used" };
  if (signIn.expiresAt <= deps.clock.now()) return { outcome: "expired" };
  return { outcome: "ok", accountId: signIn.accountId };
}

/** Uses a sign-in link up: of two at once, one gets in. */
export async function consumeSignIn(deps: SignInDeps, token: string): Promise<SignInOutcome> {
  const view = await viewSignIn(deps, token);
  const claim = await readToken(deps.keys, "sign-in", token);
  if (view.outcome !== "ok" || claim === null) return view;
  const now = deps.clock.now();
  const used = await deps.db.signIn.updateManyAndReturn({
    where: { id: claim.id, usedAt: null, expiresAt: { gt: now }, account: { disabledAt: null } },
    data: { usedAt: now },
    select: { accountId: true },
  });
  const [signIn] = used;
  if (signIn === undefined) return { outcome: "used" };
  deps.log.info("account.signed-in", { account: signIn.accountId });
  return { outcome: "ok", accountId: signIn.accountId };
}
