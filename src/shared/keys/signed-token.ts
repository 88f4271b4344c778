import { parse, stringify } from "uuid";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { equalInConstantTime } from "./constant-time.ts";
import type { Hashes, Keys } from "./keys.ts";

/** The purpose of a link that expires; the last is that of questions which version 0.1 mailed. */
export type LinkPurpose =
  | "sign-in"
  | "step-up"
  | "verification"
  | "question"
  | "second-confirmation";

/** What such a link holds, once its signature has been checked. */
export type TokenClaim = { id: string; expiresAt: Date };

/** What the link to a signatory's own page holds: the entry, and which of its links this is. */
export type OwnPageClaim = { id: string; version: number };

const TOKEN_PATTERN = /^([A-Za-z0-9_-]{22})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;
const ADDRESS_TOKEN_PATTERN = /^([\w-]{8}\.[\w-]{43}(?:\.[\w-]{8}\.[\w-]{43})*)\.([\w-]{43})$/;
const ADDRESS_KEY_PATTERN = /[\w-]+\.[\w-]+/g;

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
  return await seal(keys, purpose, claim.id, claim.expiresAt.getTime());
}

/**
 * Reads a token back. Null if it is malformed, was altered or was made for another purpose.
 * The caller checks whether it has expired, since callers answer that differently.
 */
export async function readToken(
  keys: Keys,
  purpose: LinkPurpose,
  token: string,
): Promise<TokenClaim | null> {
  const read = await unseal(keys, purpose, token);
  return read && { id: read.id, expiresAt: new Date(read.number) };
}

/**
 * Makes the token of a signatory's own page. It does not end on a day, but with the next version:
 * sending a new link ends the ones before.
 *
 * Shape: as {@link signToken}, with the version in place of the expiry.
 */
export async function signOwnPageToken(keys: Keys, claim: OwnPageClaim): Promise<string> {
  return await seal(keys, "own-page", claim.id, claim.version);
}

/** Reads such a token back; null if it is not one. The row says whether it was replaced. */
export async function readOwnPageToken(keys: Keys, token: string): Promise<OwnPageClaim | null> {
  const read = await unseal(keys, "own-page", token);
  return read && { id: read.id, version: read.number };
}

/**
 * Makes the token that says “never mail this address again”. It holds the keyed hashes of the
 * address, so that it works long after the entry that it was mailed about is gone.
 *
 * Shape: `<key id>.<hash>.<mac>`, with more pairs of key id and hash if the address has hashes
 *        under secrets that were replaced.
 */
export async function signAddressToken(keys: Keys, addressLimitKeys: Hashes): Promise<string> {
  const body = addressLimitKeys.join(".");
  return `${body}.${await keys.mac("link", `suppression.${body}`)}`;
}

/** Reads the address's hashes out of such a token; null if it is malformed or was altered. */
export async function readAddressToken(keys: Keys, token: string): Promise<Hashes | null> {
  const [, body, mac] = ADDRESS_TOKEN_PATTERN.exec(token) ?? [];
  if (body === undefined || mac === undefined) return null;
  const expected = await keys.mac("link", `suppression.${body}`);
  const [current, ...older] = body.match(ADDRESS_KEY_PATTERN) ?? [];
  if (current === undefined || !equalInConstantTime(mac, expected)) return null;
  return [current, ...older];
}

async function seal(keys: Keys, purpose: string, id: string, number: number): Promise<string> {
  const body = `${toBase64Url(parse(id))}.${number.toString(36)}`;
  return `${body}.${await keys.mac("link", `${purpose}.${body}`)}`;
}

async function unseal(
  keys: Keys,
  purpose: string,
  token: string,
): Promise<{ id: string; number: number } | null> {
  const [, id, number, mac] = TOKEN_PATTERN.exec(token) ?? [];
  if (id === undefined || number === undefined || mac === undefined) return null;
  const expected = await keys.mac("link", `${purpose}.${id}.${number}`);
  if (!equalInConstantTime(mac, expected)) return null;
  return { id: stringify(fromBase64Url(id)), number: Number.parseInt(number, 36) };
}
