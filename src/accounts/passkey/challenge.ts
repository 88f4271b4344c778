import { z } from "zod";
import { hasCode } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";
import { fromBase64Url } from "../../shared/keys/base64url.ts";
import { newSecret } from "../../shared/keys/secret.ts";

/** What a passkey signs a challenge for. A signature for one purpose is worthless for another. */
export type ChallengePurpose = "register" | "sign-in" | "step-up";

const CHALLENGE_TTL_MS = 5 * MINUTE_MS;
/** Prisma's code for a statement that found no row. */
const NOT_FOUND = "P2025";

type ChallengeOf = { sessionId: string; purpose: ChallengePurpose };

const clientDataSchema = z.object({ challenge: z.string().regex(/^[\w-]{43}$/) });

/** Makes a challenge, in base64url, that one session may answer once, for one purpose. */
export async function makeChallenge(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { sessionId, purpose }: ChallengeOf,
): Promise<string> {
  const challenge = newSecret();
  const expiresAt = later(clock.now(), CHALLENGE_TTL_MS);
  await db.passkeyChallenge.create({
    data: { id: challenge, sessionId, purpose, challenge, expiresAt },
    select: { id: true },
  });
  return challenge;
}

/**
 * Uses up the challenge that a response names in its client data. Null if this session was not
 * given it for this purpose, or if it has expired or was used: one statement decides.
 */
export async function takeChallenge(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { sessionId, purpose }: ChallengeOf,
  clientDataJson: string,
): Promise<string | null> {
  const id = challengeIn(clientDataJson);
  if (id === null) return null;
  try {
    const row = await db.passkeyChallenge.delete({
      where: { id, sessionId, purpose, expiresAt: { gt: clock.now() } },
      select: { challenge: true },
    });
    return row.challenge;
  } catch (error) {
    if (!hasCode(error, NOT_FOUND)) throw error;
    return null;
  }
}

function challengeIn(clientDataJson: string): string | null {
  try {
    const text = new TextDecoder().decode(fromBase64Url(clientDataJson));
    return clientDataSchema.parse(JSON.parse(text)).challenge;
  } catch {
    // Whatever is wrong with it, it does not name a challenge of ours.
    return null;
  }
}
