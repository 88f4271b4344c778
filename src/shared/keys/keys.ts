import { decodeBase64 } from "hono/utils/encode";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { hmacUnder } from "./hash.ts";
import { NotSealedError, sealUnder } from "./sealed-text.ts";

/** What a derived key is for. What is made for one purpose means nothing for another. */
export type KeyPurpose =
  | "address"
  | "address-limit"
  | "authenticator"
  | "captcha"
  | "client-day"
  | "domain"
  | "email-at-rest"
  | "entry"
  | "link"
  | "message-id"
  | "recovery"
  | "retired-keys";

/**
 * What is hashed for good, while its text is erased: addresses that are never to be mailed, entries
 * that an import must not list again, and addresses whose time was over. Under a new secret it
 * cannot be hashed anew, so the keys for these outlive their secret.
 */
export type LastingPurpose = Extract<KeyPurpose, "address" | "address-limit" | "entry">;

/** The hashes of one text: as it is hashed now, and as it was under secrets that were replaced. */
export type Hashes = [current: string, ...older: string[]];

/** What is kept of a secret that was replaced, in base64url; by version 0.1 not all of it. */
export type RetiredKeys = {
  id: string;
  subkeys: { [Purpose in LastingPurpose]?: string | undefined };
};

/** What is encrypted: addresses, secrets of authenticator apps, and what is kept of old secrets. */
export type SealedPurpose = "email-at-rest" | "authenticator" | "retired-keys";

/** The keys of this instance, all derived from SECRET_KEY. */
export type Keys = {
  /** Names the secret in front of every hash and ciphertext, so that it can be replaced. */
  readonly id: string;
  /** HMAC-SHA-256 of a text, base64url, without the key's id. */
  mac(purpose: KeyPurpose, text: string): Promise<string>;
  /** HMAC-SHA-256 of a text, as `<key id>.<base64url>`: what is stored and searched by. */
  hash(purpose: KeyPurpose, text: string): Promise<string>;
  /** All hashes of a text: what to look for if a stored one may be older than the secret. */
  hashes(purpose: LastingPurpose, text: string): Promise<Hashes>;
  /** AES-256-GCM of a text, as `<key id>.<base64url of nonce and ciphertext>`. */
  encrypt(text: string, purpose?: SealedPurpose): Promise<string>;
  /** The text again. Throws {@link NotSealedError} if it was not encrypted by these keys. */
  decrypt(ciphertext: string, purpose?: SealedPurpose): Promise<string>;
  /** What is to be kept of these keys once their secret is replaced. */
  retire(): Promise<RetiredKeys>;
};

const SECRET_LENGTH_BYTES = 32;
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
  const hmacOf = memoize(async (purpose) => hmacUnder(await derive(root, purpose)));
  const sealOf = memoize(async (purpose) => sealUnder(await derive(root, purpose)));
  const mac = async (purpose: KeyPurpose, text: string) => (await hmacOf(purpose))(text);
  const hash = async (purpose: KeyPurpose, text: string) => `${id}.${await mac(purpose, text)}`;
  return {
    id,
    mac,
    hash,
    hashes: async (purpose, text) => [await hash(purpose, text)],
    encrypt: async (text, purpose = "email-at-rest") =>
      `${id}.${(await sealOf(purpose)).seal(text)}`,
    decrypt: async (ciphertext, purpose = "email-at-rest") => {
      if (!ciphertext.startsWith(`${id}.`))
        throw new NotSealedError("Encrypted under another key.");
      return (await sealOf(purpose)).open(ciphertext.slice(id.length + 1));
    },
    retire: async () => {
      const subkey = async (purpose: LastingPurpose) => toBase64Url(await derive(root, purpose));
      return {
        id,
        subkeys: {
          address: await subkey("address"),
          "address-limit": await subkey("address-limit"),
          entry: await subkey("entry"),
        },
      };
    },
  };
}

/** The same keys, which also recognise what was hashed for good under replaced secrets. */
export async function recognising(keys: Keys, retired: readonly RetiredKeys[]): Promise<Keys> {
  const olderOf = (purpose: LastingPurpose) =>
    retired.flatMap(({ id, subkeys }) => {
      const subkey = subkeys[purpose];
      return subkey === undefined ? [] : [{ id, hmac: hmacUnder(fromBase64Url(subkey)) }];
    });
  const older = {
    address: olderOf("address"),
    "address-limit": olderOf("address-limit"),
    entry: olderOf("entry"),
  };
  return {
    ...keys,
    hashes: async (purpose, text) => {
      const olderHashes = older[purpose].map(({ id, hmac }) => `${id}.${hmac(text)}`);
      return [await keys.hash(purpose, text), ...olderHashes];
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

function memoize<Made>(make: (purpose: KeyPurpose) => Promise<Made>) {
  const made = new Map<KeyPurpose, Promise<Made>>();
  return (purpose: KeyPurpose) => {
    const known = made.get(purpose) ?? make(purpose);
    made.set(purpose, known);
    return known;
  };
}
