import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { AUTHENTICATOR_TRIES } from "../limits.ts";
import { countWithin } from "../rate-limit.ts";
import { openUnder } from "../shared/keys/key-change.ts";
import { makeRecoveryCodes } from "./recovery.ts";
import {
  hasSecondFactor,
  markProved,
  mayStillAdd,
  mustKeepSecondFactor,
  type Proof,
} from "./second-step.ts";
import type { SignedIn } from "./sessions.ts";
import { recordStaffEvent } from "./staff-events.ts";

const PERIOD_SECONDS = 30;
/** Steps before and after the present one that count, since clocks differ (RFC 6238, 5.2). */
const WINDOW = 1;
/** As long as the hash that codes are made with (RFC 4226, section 4, R6). */
const SECRET_SIZE_BYTES = 20;

type AuthenticatorDeps = Pick<Deps, "db" | "clock" | "keys" | "config" | "log">;

/** A secret as people type it (base32), and as the address that their app reads from a code. */
export type NewAuthenticator = { secret: string; uri: string };

const secretSchema = z
  .string()
  .transform((typed) => typed.replace(/\s/g, "").toUpperCase())
  .pipe(z.string().regex(/^[A-Z2-7]{32}$/));
const codeSchema = z
  .string()
  .max(100)
  .transform((typed) => typed.replace(/[\s\p{Dash}]/gu, ""))
  .pipe(z.string().regex(/^[0-9]{6}$/));

/** A new secret for an account's authenticator app; it counts from when a code of it was typed. */
export function newAuthenticator(
  deps: Pick<Deps, "config">,
  { account }: SignedIn,
): NewAuthenticator {
  const { base32 } = new Secret({ size: SECRET_SIZE_BYTES });
  return authenticatorOf(deps, account.displayName, base32);
}

/** The same page again after a code that was wrong; null if the secret is none of ours. */
export function sameAuthenticator(
  deps: Pick<Deps, "config">,
  { account }: SignedIn,
  typed: string,
): NewAuthenticator | null {
  const secret = secretSchema.safeParse(typed);
  return secret.success ? authenticatorOf(deps, account.displayName, secret.data) : null;
}

function authenticatorOf(
  { config }: Pick<Deps, "config">,
  label: string,
  secret: string,
): NewAuthenticator {
  const issuer = new URL(config.baseUrl).host;
  return { secret, uri: totpOf(secret, { issuer, label }).toString() };
}

/** With the ten recovery codes if it is the first second factor: they are never shown again. */
export type AddedAuthenticator =
  | { outcome: "added"; codes: string[] | null }
  | { outcome: "wrong" }
  /** The session ended, or must use another factor first, while the request was under way. */
  | { outcome: "ended" };

/**
 * Adds an authenticator app to an account, by a code that it shows, or replaces the one before.
 * The code is the second step as well.
 */
export async function addAuthenticator(
  deps: AuthenticatorDeps,
  signedIn: SignedIn,
  { secret, code }: { secret: string; code: string },
): Promise<AddedAuthenticator> {
  const { id } = signedIn.account;
  const parsed = secretSchema.safeParse(secret);
  const step = parsed.success ? stepOf(deps, parsed.data, code) : null;
  if (!parsed.success || step === null) return { outcome: "wrong" };
  const totpSecret = await deps.keys.encrypt(parsed.data, "authenticator");
  const data = { totpSecret, totpAddedAt: deps.clock.now(), totpStep: step };
  const added = await deps.db.account.updateManyAndReturn({
    where: mayStillAdd(deps, signedIn),
    data,
    select: { id: true },
  });
  if (added.length === 0) return { outcome: "ended" };
  await markProved(deps, signedIn, "sign-in");
  await recordStaffEvent(deps, { what: "authenticator-added", by: id, accountId: id });
  const codes = hasSecondFactor(signedIn) ? null : await makeRecoveryCodes(deps, id);
  return { outcome: "added", codes };
}

/**
 * Takes a code of the account's authenticator app, and marks the session. Each code counts once:
 * one statement moves the last step that was used on (RFC 6238, 5.2).
 */
export async function takeCode(
  deps: AuthenticatorDeps,
  signedIn: SignedIn,
  proof: Proof,
  code: string,
): Promise<"taken" | "wrong" | "limited"> {
  const { id } = signedIn.account;
  if (!(await countWithin(deps, `authenticator ${id}`, AUTHENTICATOR_TRIES))) return "limited";
  const where = { id, totpSecret: { not: null } };
  const row = await deps.db.account.findFirst({ where, select: { totpSecret: true } });
  const totpSecret = row?.totpSecret ?? null;
  const secret = totpSecret && (await openUnder(deps.keys, totpSecret, "authenticator"));
  const step = secret ? stepOf(deps, secret, code) : null;
  const isTaken =
    totpSecret !== null && step !== null && (await useStep(deps, { id, totpSecret, step }));
  if (!isTaken) {
    deps.log.warn("authenticator.refused", { account: id, purpose: proof });
    return "wrong";
  }
  await markProved(deps, signedIn, proof);
  return "taken";
}

async function useStep(
  { db }: Pick<Deps, "db">,
  { id, totpSecret, step }: { id: string; totpSecret: string; step: number },
): Promise<boolean> {
  const used = await db.account.updateManyAndReturn({
    where: { id, totpSecret, OR: [{ totpStep: null }, { totpStep: { lt: step } }] },
    data: { totpStep: step },
    select: { id: true },
  });
  return used.length === 1;
}

/** When an account's authenticator app was added; null if it has none. */
export async function authenticatorSince(
  { db }: Pick<Deps, "db">,
  accountId: string,
): Promise<Date | null> {
  const where = { id: accountId, totpSecret: { not: null } };
  const row = await db.account.findFirst({ where, select: { totpAddedAt: true } });
  return row?.totpAddedAt ?? null;
}

/**
 * Removes an account's authenticator app; never the last second factor of somebody who must have
 * one. The recovery codes end with the last one.
 */
export async function removeAuthenticator(
  deps: AuthenticatorDeps,
  signedIn: SignedIn,
): Promise<"removed" | "unknown" | "last"> {
  const { id } = signedIn.account;
  if ((await authenticatorSince(deps, id)) === null) return "unknown";
  const ifNotLast = mustKeepSecondFactor(deps, signedIn) ? { passkeys: { some: {} } } : {};
  const removed = await deps.db.account.updateManyAndReturn({
    where: { id, totpSecret: { not: null }, ...ifNotLast },
    data: { totpSecret: null, totpAddedAt: null, totpStep: null },
    select: { id: true },
  });
  if (removed.length === 0) return "last";
  if ((await deps.db.passkey.count({ where: { accountId: id } })) === 0) {
    await deps.db.recoveryCode.deleteMany({ where: { accountId: id } });
  }
  await recordStaffEvent(deps, { what: "authenticator-removed", by: id, accountId: id });
  return "removed";
}

/** The time step that a code is of, if it is one of the present few. */
function stepOf({ clock }: Pick<Deps, "clock">, secret: string, typed: string): number | null {
  const code = codeSchema.safeParse(typed);
  if (!code.success) return null;
  const timestamp = clock.now().getTime();
  const delta = totpOf(secret).validate({ token: code.data, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/**
 * What all authenticator apps know: SHA-1, six digits, thirty seconds.
 *
 * Source: RFC 6238; the Key URI Format of Google Authenticator.
 */
function totpOf(secret: string, named: { issuer: string; label: string } | null = null): TOTP {
  const parts = { algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS };
  return new TOTP({ ...parts, ...named, secret: Secret.fromBase32(secret) });
}
