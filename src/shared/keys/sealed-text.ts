import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from "node:crypto";

/** A ciphertext that was made under another key, or for another purpose, or was altered since. */
export class NotSealedError extends Error {
  override name = "NotSealedError";
}

/** Encrypts texts under one key, and opens them again. */
export type Seal = {
  /** Base64url of a nonce, the ciphertext and its tag. */
  seal: (text: string) => string;
  /** The text again. Throws {@link NotSealedError} if it was not sealed by this key. */
  open: (sealed: string) => string;
};

const ALGORITHM = "aes-256-gcm";
const NONCE_LENGTH_BYTES = 12;
const TAG_LENGTH_BYTES = 16;

/**
 * AES-256-GCM with a random nonce for each text.
 *
 * Shape:  `key` is 32 bytes long.
 * Source: NIST SP 800-38D; 96-bit nonces by chance are good for 2^32 texts under one key.
 */
export function sealUnder(key: Uint8Array): Seal {
  const secret = createSecretKey(key);
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_LENGTH_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, nonce);
      const pieces = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(pieces).toString("base64url");
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64url");
      // Node passes over whatever is no base64url.
      if (bytes.toString("base64url") !== sealed)
        throw new NotSealedError("Not as it was encrypted.");
      try {
        const nonce = bytes.subarray(0, NONCE_LENGTH_BYTES);
        const tag = bytes.subarray(-TAG_LENGTH_BYTES);
        const body = bytes.subarray(NONCE_LENGTH_BYTES, -TAG_LENGTH_BYTES);
        const options = { authTagLength: TAG_LENGTH_BYTES };
        const decipher = createDecipheriv(ALGORITHM, secret, nonce, options).setAuthTag(tag);
        return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
      } catch (error) {
        throw new NotSealedError("Not as it was encrypted.", { cause: error });
      }
    },
  };
}
