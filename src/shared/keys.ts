import { decodeBase64 } from "hono/utils/encode";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

/** What a derived key is for. What is made for one purpose means nothing for another. */
export type KeyPurpose =
  | "address"
  | "address-limit"
  | "captcha"
  | "domain"
  | "email-at-rest"
  | "entry"
  | "link"
  | "message-id";

/** The keys of this instance, all derived from SECRET_KEY. */
export type Keys = {
  /** Names the secret in front of every hash and ciphertext, so that it can be replaced. */
  readonly id: string;
  /** HMAC-SHA-256 of a text, base64url, without the key's id. */
  mac(purpose: KeyPurpose, text: string): Promise<string>;
  /** HMAC-SHA-256 of a text, as `<key id>.<base64url>`: what is stored and searched by. */
  hash(purpose: KeyPurpose, text: string): Promise<string>;
  /** AES-256-GCM of a text, as `<key id>.<base64url of nonce and ciphertext>`. */
  encrypt(text: string): Promise<string>;
  /** The text again. Throws when it was made under another key or altered. */
  decrypt(ciphertext: string): Promise<string>;
};

const SECRET_LENGTH_BYTES = 32;
const NONCE_LENGTH_BYTES = 12;
const encoder = new TextEncoder();

/**
 * Derives the keys for all purposes from one secret.
 *
 * Shape:  `secretKey` is 32 random bytes in base64.
 * Throws: when it is not.
 * Source: HKDF, RFC 5869, with the purpose as its info.
 */
export async function deriveKeys(secretKey: string): Promise<Keys> {
  const secret = decodeBase64(secretKey);
  if (secret.length !== SECRET_LENGTH_BYTES) throw new Error("SECRET_KEY is not 32 bytes long.");
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const id = toBase64Url((await derive(root, "key-id")).slice(0, 6));
  const macKey = memoize((purpose) => importMacKey(root, purpose));
  const encryptionKey = await importEncryptionKey(root);
  const mac = async (purpose: KeyPurpose, text: string) =>
    toBase64Url(await crypto.subtle.sign("HMAC", await macKey(purpose), encoder.encode(text)));
  return {
    id,
    mac,
    hash: async (purpose, text) => `${id}.${await mac(purpose, text)}`,
    encrypt: async (text) => `${id}.${await encryptText(encryptionKey, text)}`,
    decrypt: async (ciphertext) => {
      const [keyId, body] = ciphertext.split(".");
      if (keyId !== id || body === undefined) throw new Error("Encrypted under another key.");
      return await decryptText(encryptionKey, body);
    },
  };
}

async function derive(root: CryptoKey, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const parameters = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encoder.encode(`undersigned/${purpose}`),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, root, 256));
}

async function importMacKey(root: CryptoKey, purpose: KeyPurpose): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return await crypto.subtle.importKey("raw", await derive(root, purpose), algorithm, false, [
    "sign",
  ]);
}

async function importEncryptionKey(root: CryptoKey): Promise<CryptoKey> {
  const bytes = await derive(root, "email-at-rest");
  return await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function encryptText(key: CryptoKey, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH_BYTES));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(text));
  const joined = new Uint8Array(iv.length + sealed.byteLength);
  joined.set(iv);
  joined.set(new Uint8Array(sealed), iv.length);
  return toBase64Url(joined);
}

async function decryptText(key: CryptoKey, body: string): Promise<string> {
  const joined = fromBase64Url(body);
  const iv = joined.slice(0, NONCE_LENGTH_BYTES);
  const sealed = joined.slice(NONCE_LENGTH_BYTES);
  return new TextDecoder().decode(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed),
  );
}

function memoize(make: (purpose: KeyPurpose) => Promise<CryptoKey>) {
  const made = new Map<KeyPurpose, Promise<CryptoKey>>();
  return (purpose: KeyPurpose) => {
    const known = made.get(purpose) ?? make(purpose);
    made.set(purpose, known);
    return known;
  };
}
