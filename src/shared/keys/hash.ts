import { createHash, createHmac, createSecretKey } from "node:crypto";

// NOTE: by node:crypto, which Workers have too, and not by WebCrypto: that hands each text to
// another thread, which costs many times what the hash does, and a signature takes a dozen.

/** SHA-256 of a text or of bytes, in lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** HMAC-SHA-256 under one key (RFC 2104): gives that of a text, in base64url. */
export function hmacUnder(key: Uint8Array): (text: string) => string {
  const secret = createSecretKey(key);
  return (text) => createHmac("sha256", secret).update(text).digest("base64url");
}

/** Two numbers of 32 bits that stand for a text among millions: the beginning of its SHA-256. */
export function fingerprint(text: string): [number, number] {
  const hex = sha256Hex(text);
  return [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8, 16), 16)];
}
