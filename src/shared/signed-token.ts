import { parse, stringify } from "uuid";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import type { Keys } from "./keys.ts";

/** What a link in a mail is good for. */
export type LinkPurpose = "sign-in" | "verification";

/** What a token says once its signature has been checked. */
export type TokenClaim = { id: string; expiresAt: Date };

const TOKEN_PATTERN = /^([A-Za-z0-9_-]{22})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

/**
 * Makes the token of a link in a mail.
 *
 * Shape: `<id>.<expiry>.<mac>`: a UUID as base64url, epoch milliseconds in base 36, and an
 *        HMAC-SHA-256 over purpose, id and expiry. Nothing of it is stored.
 */
export async function signToken(
  keys: Keys,
  purpose: LinkPurpose,
  claim: TokenClaim,
): Promise<string> {
  const id = toBase64Url(parse(claim.id));
  const body = `${id}.${claim.expiresAt.getTime().toString(36)}`;
  return `${body}.${await keys.mac("link", `${purpose}.${body}`)}`;
}

/**
 * Reads a token back. Null when it is malformed, was altered or was made for another purpose.
 * Whether it has expired is for the caller to see: the answer to that differs.
 */
export async function readToken(
  keys: Keys,
  purpose: LinkPurpose,
  token: string,
): Promise<TokenClaim | null> {
  const match = TOKEN_PATTERN.exec(token);
  const [, id, expiry, mac] = match ?? [];
  if (id === undefined || expiry === undefined || mac === undefined) return null;
  const expected = await keys.mac("link", `${purpose}.${id}.${expiry}`);
  if (!equalInConstantTime(mac, expected)) return null;
  return {
    id: stringify(fromBase64Url(id)),
    expiresAt: new Date(Number.parseInt(expiry, 36)),
  };
}

function equalInConstantTime(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
