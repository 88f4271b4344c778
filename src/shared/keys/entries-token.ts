import { equalInConstantTime } from "./constant-time.ts";
import type { Keys } from "./keys.ts";

/** What the link to all entries of an address holds: the address's keyed hash. */
export type EntriesClaim = { addressKey: string; expiresAt: Date };

const PATTERN = /^([\w-]{8}\.[\w-]{43})\.([0-9a-z]{1,11})\.([\w-]{43})$/;

/**
 * Makes the token of the page that shows all entries of an address.
 *
 * Shape: `<key id>.<hash>.<expiry>.<mac>`: the hash of the address in its strict form, epoch
 *        milliseconds in base 36, and an HMAC-SHA-256 over purpose, hash and expiry.
 */
export async function signEntriesToken(keys: Keys, claim: EntriesClaim): Promise<string> {
  const body = `${claim.addressKey}.${claim.expiresAt.getTime().toString(36)}`;
  return `${body}.${await keys.mac("link", `entries.${body}`)}`;
}

/** Reads such a token back; null if it is malformed or was altered. The caller asks its expiry. */
export async function readEntriesToken(keys: Keys, token: string): Promise<EntriesClaim | null> {
  const [, addressKey, expiry, mac] = PATTERN.exec(token) ?? [];
  if (addressKey === undefined || expiry === undefined || mac === undefined) return null;
  const expected = await keys.mac("link", `entries.${addressKey}.${expiry}`);
  if (!equalInConstantTime(mac, expected)) return null;
  return { addressKey, expiresAt: new Date(Number.parseInt(expiry, 36)) };
}
