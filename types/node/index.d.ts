// What code that must run anywhere may know of Node: the little that src/shared/keys/hash.ts and
// sealed-text.ts take, which Workers have too. By tsconfig.shared.json this stands in the place of
// @types/node, which libraries ask for, so that theirs are not everybody's. The real ones, by which
// tsconfig.node.json checks the same two files, tell where this is wrong.

declare module "node:crypto" {
  type Secret = { readonly type: "secret" };
  type Bytes = Uint8Array<ArrayBuffer>;
  type Digest = {
    update(content: string | Uint8Array): Digest;
    digest(encoding: "base64url" | "hex"): string;
  };
  type Cipher = {
    update(text: string, encoding: "utf8"): Bytes;
    final(): Bytes;
    getAuthTag(): Bytes;
  };
  type Decipher = {
    setAuthTag(tag: Uint8Array): Decipher;
    update(bytes: Uint8Array, from: undefined, to: "utf8"): string;
    final(to: "utf8"): string;
  };
  export function createHash(algorithm: "sha256"): Digest;
  export function createHmac(algorithm: "sha256", key: Secret): Digest;
  export function createSecretKey(key: Uint8Array): Secret;
  export function randomBytes(size: number): Bytes;
  export function createCipheriv(algorithm: "aes-256-gcm", key: Secret, nonce: Uint8Array): Cipher;
  export function createDecipheriv(
    algorithm: "aes-256-gcm",
    key: Secret,
    nonce: Uint8Array,
    options: { authTagLength: number },
  ): Decipher;
}

declare module "node:buffer" {
  type Bytes = Uint8Array & {
    subarray(from: number, to?: number): Bytes;
    toString(encoding: "base64url"): string;
  };
  export const Buffer: {
    concat(pieces: readonly Uint8Array[]): Bytes;
    from(text: string, encoding: "base64url"): Bytes;
  };
}
