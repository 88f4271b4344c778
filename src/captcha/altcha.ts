import {
  type Challenge,
  createChallenge,
  type Payload,
  randomInt,
  verifySolution,
} from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { decodeBase64 } from "hono/utils/encode";
import { z } from "zod";
import type { Db } from "../db/db.ts";
import { type Clock, later, MINUTE_MS } from "../shared/clock.ts";
import type { Keys } from "../shared/keys/keys.ts";
import type { Captcha } from "./captcha.ts";

/** How long a challenge can be answered. Long enough to write a form with care. */
const CHALLENGE_TTL_MS = 60 * MINUTE_MS;
/** The work of a challenge: PBKDF2 rounds for each try, and the least and most tries. */
export type Effort = { rounds: number; triesMin: number; triesMax: number };
/** One to two seconds on a common phone. */
const EFFORT: Effort = { rounds: 5_000, triesMin: 300, triesMax: 1_000 };
const ANSWER_LENGTH_MAX = 4_096;
const PURPOSE = "sign";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** A challenge as it is given out, and as it comes back with its solution. */
export const challengeSchema = z.object({
  parameters: z.object({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.number(),
    keyLength: z.number(),
    keyPrefix: z.string(),
    keySignature: z.string().exactOptional(),
    memoryCost: z.number().exactOptional(),
    parallelism: z.number().exactOptional(),
    expiresAt: z.number().exactOptional(),
    data: z.record(z.string(), scalar).exactOptional(),
  }),
  signature: z.string(),
});

const payloadSchema = z.object({
  challenge: challengeSchema,
  solution: z.object({
    counter: z.uint32(),
    derivedKey: z.string(),
    time: z.number().exactOptional(),
  }),
});

/**
 * ALTCHA, the proof-of-work captcha that needs no other server: the browser derives keys until
 * one fits. An answer is bound to its letter and counts once, by an insert on a unique key.
 *
 * Source: altcha-lib, proof of work v2. Its own replay store checks first and then sets, which lets
 * two at once through, so the database decides here.
 */
export async function altchaCaptcha(
  deps: { db: Db; keys: Keys; clock: Clock },
  effort: Effort = EFFORT,
): Promise<Captcha> {
  const secrets = {
    hmacSignatureSecret: await deps.keys.mac("captcha", "challenge"),
    hmacKeySignatureSecret: await deps.keys.mac("captcha", "derived-key"),
  };
  return {
    field: "altcha",
    widget: { name: "altcha" },
    challenge: async (slug) => {
      const challenge: Challenge = await createChallenge({
        algorithm: "PBKDF2/SHA-256",
        cost: effort.rounds,
        counter: randomInt(effort.triesMin, effort.triesMax),
        data: { letter: slug, purpose: PURPOSE },
        deriveKey,
        expiresAt: later(deps.clock.now(), CHALLENGE_TTL_MS),
        ...secrets,
      });
      return challenge;
    },
    verify: async (slug, answer) => {
      if (answer === undefined || answer === "") return "missing";
      const payload = readAnswer(answer);
      if (payload === null || !isMeantFor(payload, slug)) return "refused";
      if (isExpired(payload, deps.clock.now())) return "refused";
      const { verified } = await verifySolution({ ...payload, deriveKey, ...secrets });
      if (!verified) return "refused";
      return { spend: async () => await spend(deps, payload) };
    },
  };
}

function readAnswer(answer: string): Payload | null {
  if (answer.length > ANSWER_LENGTH_MAX) return null;
  try {
    const json = new TextDecoder().decode(decodeBase64(answer));
    const parsed = payloadSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // What a browser sent may be neither base64 nor JSON.
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}

function isMeantFor(payload: Payload, slug: string): boolean {
  const data = payload.challenge.parameters.data;
  return data?.["letter"] === slug && data["purpose"] === PURPOSE;
}

function expiryOf(payload: Payload): Date {
  return new Date((payload.challenge.parameters.expiresAt ?? 0) * 1000);
}

function isExpired(payload: Payload, now: Date): boolean {
  return expiryOf(payload) <= now;
}

async function spend(deps: { db: Db }, payload: Payload): Promise<boolean> {
  // The challenge's signature covers the nonce, so it cannot be varied.
  const id = payload.challenge.parameters.nonce;
  return await deps.db.$addSpentChallenge({ id, expiresAt: expiryOf(payload) });
}
