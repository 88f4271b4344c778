import { createChallenge, type Payload, solveChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import fc from "fast-check";
import { expect, it } from "vitest";
import { altchaProof } from "../../src/captcha/altcha-proof.ts";

const secrets = { hmacSignatureSecret: "a secret", hmacKeySignatureSecret: "another one" };
const isProof = altchaProof(secrets);

async function solved(): Promise<Payload> {
  const challenge = await createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: 10,
    counter: 7,
    deriveKey,
    ...secrets,
    data: { zebra: 1, letter: "rivers", Über: null },
    expiresAt: new Date(Date.now() + 1e6),
  });
  const solution = await solveChallenge({ challenge, deriveKey });
  if (solution === null) throw new Error("A challenge was not solved.");
  return { challenge, solution };
}

const verdictOfLibrary = async (payload: Payload) =>
  (await verifySolution({ ...payload, deriveKey, ...secrets })).verified;

it("takes what the library takes, whatever the order in which it comes back", async () => {
  const { challenge, solution } = await solved();
  const turned = (record: object) => Object.fromEntries(Object.entries(record).reverse());
  const parameters = { ...challenge.parameters, data: turned(challenge.parameters.data ?? {}) };
  const payload = { challenge: { ...challenge, parameters }, solution };
  expect(Object.keys(parameters.data)).not.toEqual(Object.keys(challenge.parameters.data ?? {}));
  expect([isProof(payload), await verdictOfLibrary(payload)]).toEqual([true, true]);
});

it("refuses what the library refuses, whichever part is altered", async () => {
  const payload = await solved();
  const parts = [
    "nonce",
    "salt",
    "cost",
    "keyLength",
    "keyPrefix",
    "keySignature",
    "data",
  ] as const;
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{64}$/));
  const altered = fc.oneof(
    fc.tuple(fc.constantFrom(...parts), text).map(([part, value]) => ({
      ...payload,
      challenge: {
        ...payload.challenge,
        parameters: {
          ...payload.challenge.parameters,
          [part]: part === "data" ? { value } : value,
        },
      },
    })),
    text.map((signature) => ({ ...payload, challenge: { ...payload.challenge, signature } })),
    text.map((derivedKey) => ({ ...payload, solution: { ...payload.solution, derivedKey } })),
  );
  await fc.assert(
    fc.asyncProperty(altered, async (one) => {
      expect(isProof(one)).toBe(false);
      expect(await verdictOfLibrary(one)).toBe(false);
    }),
  );
});

it("refuses what was given out under other secrets", async () => {
  const payload = await solved();
  expect(isProof(payload)).toBe(true);
  expect(altchaProof({ ...secrets, hmacSignatureSecret: "none" })(payload)).toBe(false);
  expect(altchaProof({ ...secrets, hmacKeySignatureSecret: "none" })(payload)).toBe(false);
});
