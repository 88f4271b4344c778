import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { deriveKeys, type Keys } from "../../src/shared/keys.ts";
import { readToken, signToken } from "../../src/shared/signed-token.ts";

let keys: Keys;
let others: Keys;

beforeAll(async () => {
  keys = await deriveKeys(Buffer.alloc(32, 1).toString("base64"));
  others = await deriveKeys(Buffer.alloc(32, 2).toString("base64"));
});

describe("keys", () => {
  it("give back what was encrypted, never twice the same, and name themselves", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        const ciphertext = await keys.encrypt(text);
        expect(await keys.decrypt(ciphertext)).toBe(text);
        expect(ciphertext.startsWith(`${keys.id}.`)).toBe(true);
        expect(await keys.encrypt(text)).not.toBe(ciphertext);
      }),
      { numRuns: 30 },
    );
  });

  it("open nothing of another secret, and nothing altered", async () => {
    const ciphertext = await keys.encrypt("ada@example.org");
    await expect(others.decrypt(ciphertext)).rejects.toThrow("another key");
    await expect(keys.decrypt(`${ciphertext.slice(0, -2)}AA`)).rejects.toThrow();
    await expect(keys.decrypt("")).rejects.toThrow();
  });

  it("hash alike for one purpose, and differently for another", async () => {
    expect(await keys.hash("address", "a")).toBe(await keys.hash("address", "a"));
    expect(await keys.hash("address", "a")).not.toBe(await keys.hash("domain", "a"));
    expect(await keys.hash("address", "a")).not.toBe(await others.hash("address", "a"));
  });

  it("want a secret of 32 bytes", async () => {
    await expect(deriveKeys(Buffer.alloc(16).toString("base64"))).rejects.toThrow("32 bytes");
  });
});

describe("a token", () => {
  const claim = {
    id: "01a20bab-f555-72df-8130-7ae7c966d729",
    expiresAt: new Date("2026-06-01T10:00:00.123Z"),
  };

  it("says what it said when it was made, whatever that was", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uuid({ version: 7 }),
        fc.date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true }),
        async (id, expiresAt) => {
          const token = await signToken(keys, "verification", { id, expiresAt });
          expect(await readToken(keys, "verification", token)).toEqual({ id, expiresAt });
          expect(token).toMatch(/^[\w.-]+$/);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("says nothing for another purpose, under another key, or with any character changed", async () => {
    const token = await signToken(keys, "verification", claim);
    expect(await readToken(keys, "sign-in", token)).toBeNull();
    expect(await readToken(others, "verification", token)).toBeNull();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        async (index, character) => {
          const altered = token.slice(0, index) + character + token.slice(index + 1);
          if (altered !== token) expect(await readToken(keys, "verification", altered)).toBeNull();
        },
      ),
    );
  });

  it("survives whatever a stranger types", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        expect(await readToken(keys, "verification", text)).toBeNull();
      }),
    );
  });
});
