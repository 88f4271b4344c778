import { encodeBase64Url } from "hono/utils/encode";

/** Bytes as base64url without padding, as addresses take it (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array | ArrayBuffer): string {
  const buffer = bytes instanceof ArrayBuffer ? bytes : bytes.slice().buffer;
  return encodeBase64Url(buffer).replace(/=+$/, "");
}

/** The bytes of a base64url text. Throws DOMException if it is not one. */
export { decodeBase64Url as fromBase64Url } from "hono/utils/encode";
