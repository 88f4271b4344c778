import type { Payload } from "altcha-lib";
import { equalInConstantTime } from "../shared/keys/constant-time.ts";
import { hmacUnder } from "../shared/keys/hash.ts";

/** The secrets for signing a challenge and the key that solves it, as altcha-lib takes them. */
export type AltchaSecrets = { hmacSignatureSecret: string; hmacKeySignatureSecret: string };

const encoder = new TextEncoder();
const KEY = /^(?:[0-9a-f]{2})+$/;

/**
 * Whether a challenge was given out under these secrets, unchanged, and its solution is the key
 * that it asks for: what altcha-lib's `verifySolution` says about a challenge that holds the
 * signature of its key. The caller checks whether it has expired.
 *
 * The library has WebCrypto import a secret and sign with it, twice each, which was a tenth of what
 * a signature costs the server. A test compares the two.
 *
 * Source: altcha-lib 2.8, proof of work v2.
 */
export function altchaProof(secrets: AltchaSecrets): (payload: Payload) => boolean {
  const signatureOf = hmacUnder(encoder.encode(secrets.hmacSignatureSecret), "hex");
  const keySignatureOf = hmacUnder(encoder.encode(secrets.hmacKeySignatureSecret), "hex");
  return ({ challenge: { parameters, signature }, solution: { derivedKey } }) => {
    if (!equalInConstantTime(signature ?? "", signatureOf(canonicalJson(parameters)))) return false;
    if (parameters.keySignature === undefined || !KEY.test(derivedKey)) return false;
    return equalInConstantTime(parameters.keySignature, keySignatureOf(bytesOfHex(derivedKey)));
  };
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** JSON with its names sorted: the form that is signed. */
function canonicalJson({ data, ...others }: Payload["challenge"]["parameters"]): string {
  return JSON.stringify(inOrder({ ...others, ...(data && { data: inOrder(data) }) }));
}

function inOrder(record: object): object {
  return Object.fromEntries(
    Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
