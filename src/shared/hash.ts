import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "./base64url.ts";

// NOTE: short texts are hashed here and now: WebCrypto hands each to another thread, which costs
// many times what the hash does, and a signature takes a dozen of them.

export { hexToBytes };

/** SHA-256 of a text or of bytes, in lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(bytesOf(content)));
}

/** HMAC-SHA-256 under one key (RFC 2104): gives that of a text in base64url. */
export function hmacUnder(key: Uint8Array): (text: string) => string {
  const digestOf = hmacDigestUnder(key);
  return (text) => toBase64Url(digestOf(text));
}

/** The same of a text or of bytes, in lower-case hex. */
export function hmacHexUnder(key: Uint8Array): (content: string | Uint8Array) => string {
  const digestOf = hmacDigestUnder(key);
  return (content) => bytesToHex(digestOf(content));
}

function hmacDigestUnder(key: Uint8Array) {
  const keyed = hmac.create(sha256, key);
  return (content: string | Uint8Array) => keyed.clone().update(bytesOf(content)).digest();
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? utf8ToBytes(content) : content;
}
