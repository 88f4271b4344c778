import { toBase64Url } from "./base64url.ts";

const SECRET_LENGTH_BYTES = 32;

/** 256 random bits as base64url, which nobody can guess. */
export function newSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(SECRET_LENGTH_BYTES)));
}
