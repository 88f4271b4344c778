import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { PASSKEYS_MAX } from "../../limits.ts";
import { fromBase64Url, toBase64Url } from "../../shared/keys/base64url.ts";
import { makeRecoveryCodes } from "../recovery.ts";
import { hasSecondFactor, markProved, mustKeepSecondFactor } from "../second-step.ts";
import type { SignedIn } from "../sessions.ts";
import { recordStaffEvent } from "../staff-events.ts";
import { makeChallenge, takeChallenge } from "./challenge.ts";
import { checked, relyingParty } from "./relying-party.ts";
import { parseRegistration, type RegistrationResponse } from "./response.ts";
import { attestations, webauthn } from "./webauthn.ts";

/**
 * How an authenticator may vouch for itself. We ask for no attestation, so a browser answers with
 * nothing else; and checking other formats would look certificates up on the network.
 */
const ATTESTATIONS: readonly string[] = ["none", "packed"];

/** Ed25519, ES256 and RS256: what authenticators speak (IANA COSE Algorithms). */
const ALGORITHMS = [-8, -7, -257];

type PasskeyDeps = Pick<Deps, "db" | "clock" | "keys" | "config" | "log">;

export type ListedPasskey = { id: string; label: string; createdAt: Date; usedAt: Date | null };

/** The passkeys of an account, in the order they were added. */
export async function listPasskeys(
  { db }: Pick<Deps, "db">,
  accountId: string,
): Promise<ListedPasskey[]> {
  return await db.passkey.findMany({
    where: { accountId },
    orderBy: { createdAt: "asc" },
    select: { id: true, label: true, createdAt: true, usedAt: true },
  });
}

/** What the browser must ask of whatever makes a passkey for this account. */
export async function askForNewPasskey(
  deps: PasskeyDeps,
  { account, session }: SignedIn,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { rpID } = relyingParty(deps.config);
  const known = await listPasskeys(deps, account.id);
  const challenge = await makeChallenge(deps, { sessionId: session.id, purpose: "register" });
  const { generateRegistrationOptions } = await webauthn();
  return await generateRegistrationOptions({
    rpName: rpID,
    rpID,
    userID: new Uint8Array(new TextEncoder().encode(account.id)),
    userName: account.displayName,
    userDisplayName: account.displayName,
    challenge: fromBase64Url(challenge),
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
  });
}

/** What became of a passkey that was to be added. */
export type PasskeyOutcome =
  /** With the ten recovery codes if it is the first one: they are never shown again. */
  | { outcome: "added"; codes: string[] | null }
  | { outcome: "refused" | "known" | "full" }
  /** The session ended, or must use another factor first, while the request was under way. */
  | { outcome: "ended" };

/** Adds a passkey to an account, from the browser's answer, which is the second step as well. */
export async function addPasskey(
  deps: PasskeyDeps,
  signedIn: SignedIn,
  { response, label }: { response: string; label: string },
): Promise<PasskeyOutcome> {
  const { account, session } = signedIn;
  const parsed = parseRegistration(response);
  const credential = parsed && (await credentialIn(deps, session.id, parsed));
  if (parsed === null || credential === null) {
    deps.log.warn("passkey.refused", { account: account.id, purpose: "register" });
    return { outcome: "refused" };
  }
  const passkey = {
    id: credential.id,
    publicKey: toBase64Url(credential.publicKey),
    transports: JSON.stringify(parsed.response.transports),
    label,
  };
  if (!(await insertPasskey(deps, signedIn, passkey)))
    return await whyNotAdded(deps, account, passkey);
  await markProved(deps, signedIn, "sign-in");
  await recordStaffEvent(deps, { what: "passkey-added", by: account.id, accountId: account.id });
  const codes = hasSecondFactor(signedIn) ? null : await makeRecoveryCodes(deps, account.id);
  return { outcome: "added", codes };
}

type NewPasskey = { id: string; publicKey: string; transports: string; label: string };

/**
 * Adds a passkey if the account still has room for it, and if the session may still do so. A
 * request was let through before its body came, which may take as long as a client likes:
 * meanwhile its owner may have ended the session, or added a second factor that it has not used.
 */
async function insertPasskey(
  { db, clock }: PasskeyDeps,
  { account, session }: SignedIn,
  { id, publicKey, transports, label }: NewPasskey,
): Promise<boolean> {
  const now = db.$dialect.moment(clock.now());
  const inserted = await db.$rows(sql`
    INSERT INTO passkey (id, account_id, public_key, counter, transports, label, created_at)
    SELECT ${id}, account.id, ${publicKey}, 0, ${transports}, ${label}, ${now}
    FROM account JOIN session ON session.account_id = account.id
    WHERE session.id = ${session.id} AND account.id = ${account.id} AND disabled_at IS NULL
      AND expires_at > ${now} AND ends_at > ${now}
      AND (SELECT count(*) FROM passkey WHERE passkey.account_id = account.id) < ${PASSKEYS_MAX}
      AND (second_step_at IS NOT NULL OR (totp_secret IS NULL AND NOT EXISTS (
        SELECT 1 FROM passkey WHERE passkey.account_id = account.id)))
    ON CONFLICT (id) DO NOTHING RETURNING id`);
  return inserted.length > 0;
}

async function whyNotAdded(
  { db }: PasskeyDeps,
  { id: accountId }: SignedIn["account"],
  { id }: NewPasskey,
): Promise<PasskeyOutcome> {
  if ((await db.passkey.count({ where: { id } })) > 0) return { outcome: "known" };
  const isFull = (await db.passkey.count({ where: { accountId } })) >= PASSKEYS_MAX;
  return { outcome: isFull ? "full" : "ended" };
}

async function credentialIn(
  deps: PasskeyDeps,
  sessionId: string,
  { response, ...parsed }: RegistrationResponse,
) {
  const of = { sessionId, purpose: "register" } as const;
  const challenge = await takeChallenge(deps, of, response.clientDataJSON);
  if (challenge === null) return null;
  const { rpID, origin } = relyingParty(deps.config);
  const { clientDataJSON, attestationObject } = response;
  const [{ verifyRegistrationResponse }, { decodeAttestationObject }] = await Promise.all([
    webauthn(),
    attestations(),
  ]);
  const result = await checked(async () => {
    const format = decodeAttestationObject(fromBase64Url(attestationObject)).get("fmt");
    if (!ATTESTATIONS.includes(format)) throw new Error("An attestation that nobody asked for.");
    return await verifyRegistrationResponse({
      response: {
        ...parsed,
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: true,
    });
  });
  const credential = result?.registrationInfo?.credential;
  // The library trusts the authenticator's data; the browser must have named the same passkey.
  return credential?.id === parsed.id ? credential : null;
}

/** What became of a passkey that was to be removed. */
export type RemovalOutcome = "removed" | "unknown" | "last";

/**
 * Removes a passkey of an account; never the last second factor of somebody who must have one. The
 * recovery codes end with the last one.
 */
export async function removePasskey(
  deps: PasskeyDeps,
  signedIn: SignedIn,
  id: string,
): Promise<RemovalOutcome> {
  const { id: accountId } = signedIn.account;
  const row = { id, accountId };
  const passkey = await deps.db.passkey.findFirst({ where: row });
  if (passkey === null) return "unknown";
  const mustKeepOne = mustKeepSecondFactor(deps, signedIn);
  if (mustKeepOne && !(await hasAnother(deps, row))) return "last";
  await deps.db.passkey.deleteMany({ where: row });
  const isLeft = await hasAnother(deps, row);
  if (!isLeft && mustKeepOne) {
    // The others were removed at the same moment: this one must stay.
    await deps.db.passkey.create({ data: passkey, select: { id: true } });
    return "last";
  }
  if (!isLeft) await deps.db.recoveryCode.deleteMany({ where: { accountId } });
  await recordStaffEvent(deps, { what: "passkey-removed", by: accountId, accountId });
  return "removed";
}

/** Whether an account has a second factor besides one of its passkeys. */
async function hasAnother(
  { db }: Pick<Deps, "db">,
  { id, accountId }: { id: string; accountId: string },
): Promise<boolean> {
  const another = [{ totpSecret: { not: null } }, { passkeys: { some: { NOT: { id } } } }];
  return (await db.account.count({ where: { id: accountId, OR: another } })) > 0;
}
