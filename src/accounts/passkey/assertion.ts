import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import type { Deps } from "../../deps.ts";
import { fromBase64Url } from "../../shared/keys/base64url.ts";
import { markProved, type Proof } from "../second-step.ts";
import type { SignedIn } from "../sessions.ts";
import { makeChallenge, takeChallenge } from "./challenge.ts";
import { checked, relyingParty } from "./relying-party.ts";
import { type AssertionResponse, parseAssertion, parseTransports } from "./response.ts";
import { webauthn } from "./webauthn.ts";

/** The largest counter that its column holds. */
const COUNTER_MAX = 2 ** 31 - 1;

type AssertionDeps = Pick<Deps, "db" | "clock" | "config" | "log">;

/** What the browser must ask of a passkey of this account. */
export async function askForPasskey(
  deps: AssertionDeps,
  { account, session }: SignedIn,
  purpose: Proof,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const passkeys = await deps.db.passkey.findMany({
    where: { accountId: account.id },
    select: { id: true, transports: true },
  });
  const challenge = await makeChallenge(deps, { sessionId: session.id, purpose });
  const { generateAuthenticationOptions } = await webauthn();
  return await generateAuthenticationOptions({
    rpID: relyingParty(deps.config).rpID,
    challenge: fromBase64Url(challenge),
    allowCredentials: passkeys.map(({ id, transports }) => ({
      id,
      transports: parseTransports(transports),
    })),
    userVerification: "required",
  });
}

/**
 * Takes a passkey's answer, and marks the session. False if anything about it is wrong: it answers
 * no challenge of this session, it is somebody else's passkey, the signature is bad, or the counter
 * went back, as that of a copied authenticator does.
 */
export async function takePasskey(
  deps: AssertionDeps,
  signedIn: SignedIn,
  purpose: Proof,
  text: string,
): Promise<boolean> {
  const response = parseAssertion(text);
  const isTaken = response !== null && (await useAnswer(deps, signedIn, purpose, response));
  if (!isTaken) {
    deps.log.warn("passkey.refused", { account: signedIn.account.id, purpose });
    return false;
  }
  await markProved(deps, signedIn, purpose);
  return true;
}

async function useAnswer(
  deps: AssertionDeps,
  { account, session }: SignedIn,
  purpose: Proof,
  response: AssertionResponse,
): Promise<boolean> {
  const of = { sessionId: session.id, purpose };
  const challenge = await takeChallenge(deps, of, response.response.clientDataJSON);
  const passkey = await deps.db.passkey.findFirst({
    where: { id: response.id, accountId: account.id },
    select: { id: true, publicKey: true, counter: true },
  });
  if (challenge === null || passkey === null) return false;
  const { rpID, origin } = relyingParty(deps.config);
  const { verifyAuthenticationResponse } = await webauthn();
  const result = await checked(() =>
    verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: { ...passkey, publicKey: fromBase64Url(passkey.publicKey) },
      requireUserVerification: true,
    }),
  );
  if (result === null) return false;
  const counter = Math.min(result.authenticationInfo.newCounter, COUNTER_MAX);
  const used = await deps.db.passkey.updateManyAndReturn({
    where: {
      id: passkey.id,
      accountId: account.id,
      OR: [{ counter: 0 }, { counter: { lt: counter } }],
    },
    data: { counter, usedAt: deps.clock.now() },
    select: { id: true },
  });
  return used.length === 1;
}
