import { hkdfSync } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { isUnder } from "../../../src/shared/keys/key-change.ts";
import { deriveKeys, type Hashes, type Keys, recognising } from "../../../src/shared/keys/keys.ts";
import { NotSealedError } from "../../../src/shared/keys/sealed-text.ts";
import {
  readAddressToken,
  readOwnPageToken,
  readToken,
  signAddressToken,
  signOwnPageToken,
  signToken,
} from "../../../src/shared/keys/signed-token.ts";
import { nearly } from "../../support/nearly.ts";

let keys: Keys;
let others: Keys;
let oldest: Keys;

beforeAll(async () => {
  keys = await deriveKeys(Buffer.alloc(32, 1).toString("base64"));
  oldest = await deriveKeys(Buffer.alloc(32, 3).toString("base64"));
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

  it("encrypt by AES-256-GCM as every other library does, nonce first and tag last", async () => {
    const key = hkdfSync("sha256", Buffer.alloc(32, 1), "", "undersigned/email-at-rest", 32);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        const body = (await keys.encrypt(text)).slice(keys.id.length + 1);
        expect(await openedByWebCrypto(key, Buffer.from(body, "base64url"))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it("open nothing of another secret, and nothing altered", async () => {
    const ciphertext = await keys.encrypt("ada@example.org");
    await expect(others.decrypt(ciphertext)).rejects.toThrow("another key");
    const body = ciphertext.slice(keys.id.length + 1);
    const other = body.startsWith("A") ? "B" : "A";
    for (const altered of ["", "AA", body.slice(0, 20), body.slice(4), other + body.slice(1)]) {
      await expect(keys.decrypt(`${keys.id}.${altered}`)).rejects.toThrow(NotSealedError);
    }
    await expect(keys.decrypt("")).rejects.toThrow(NotSealedError);
    const altered = keys.decrypt(`${keys.id}.${other}${body.slice(1)}`);
    await expect(altered).rejects.toMatchObject({
      name: "NotSealedError",
      message: "Not as it was encrypted.",
      cause: expect.any(Error),
    });
  });

  it("hash alike for one purpose, and differently for another", async () => {
    expect(await keys.hash("address", "a")).toBe(await keys.hash("address", "a"));
    expect(await keys.hash("address", "a")).not.toBe(await keys.hash("domain", "a"));
    expect(await keys.hash("address", "a")).not.toBe(await others.hash("address", "a"));
  });

  it("encrypt for one purpose, and open nothing for another", async () => {
    const ciphertext = await keys.encrypt("ada@example.org", "retired-keys");
    expect(await keys.decrypt(ciphertext, "retired-keys")).toBe("ada@example.org");
    await expect(keys.decrypt(ciphertext)).rejects.toThrow();
  });

  it("recognise, of what replaced secrets made, the hashes that are for good, newest first", async () => {
    const [first, second] = [await others.retire(), await oldest.retire()];
    const successor = await recognising(keys, [first, second]);
    for (const purpose of ["address-limit", "entry"] as const) {
      expect(await keys.hashes(purpose, "a")).toEqual([await keys.hash(purpose, "a")]);
      expect(await successor.hashes(purpose, "a")).toEqual([
        await keys.hash(purpose, "a"),
        await others.hash(purpose, "a"),
        await oldest.hash(purpose, "a"),
      ]);
    }
    expect(await successor.hash("address", "a")).toBe(await keys.hash("address", "a"));
  });

  it("leave nothing behind that opens or signs", async () => {
    const { id, subkeys } = await keys.retire();
    expect(id).toBe(keys.id);
    expect(Object.keys(subkeys).sort()).toEqual(["address", "address-limit", "entry"]);
    const ciphertext = await keys.encrypt("ada@example.org");
    const successor = await recognising(others, [{ id, subkeys }]);
    await expect(successor.decrypt(ciphertext)).rejects.toThrow("another key");
    expect(await successor.mac("link", "a")).not.toBe(await keys.mac("link", "a"));
  });

  it("are named after their secret, which they do not tell", () => {
    const derived = hkdfSync("sha256", Buffer.alloc(32, 1), "", "undersigned/key-id", 32);
    expect(keys.id).toBe(Buffer.from(derived).subarray(0, 6).toString("base64url"));
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
          // The last part are the 256 bits of a signature.
          expect(token).toMatch(/^[\w.-]+\.[\w-]{43}$/);
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
});

describe("the token of a signatory's own page", () => {
  it("says which entry it is for, and which of its links it is", async () => {
    const claim = { id: "01a20bab-f555-72df-8130-7ae7c966d729", version: 3 };
    expect(await readOwnPageToken(keys, await signOwnPageToken(keys, claim))).toEqual(claim);
  });
});

describe("the token of an address", () => {
  it("gives all hashes of the address back, and none once a character is changed", async () => {
    const successor = await recognising(keys, [await others.retire()]);
    const one = await keys.hashes("address-limit", "a");
    const two = await successor.hashes("address-limit", "a");
    for (const hashes of [one, two] satisfies Hashes[]) {
      const token = await signAddressToken(keys, hashes);
      expect(await readAddressToken(keys, token)).toEqual(hashes);
      expect(await readAddressToken(others, token)).toBeNull();
      await fc.assert(
        fc.asyncProperty(fc.nat(token.length - 1), async (index) => {
          const other = token[index] === "A" ? "B" : "A";
          const altered = token.slice(0, index) + other + token.slice(index + 1);
          expect(await readAddressToken(keys, altered)).toBeNull();
        }),
        { numRuns: 30 },
      );
    }
    const shortened = (await signAddressToken(keys, two)).replace(`${two[1]}.`, "");
    expect(await readAddressToken(keys, shortened)).toBeNull();
  });
});

describe("what is nearly genuine", () => {
  const PURPOSES = [
    "sign-in",
    "step-up",
    "verification",
    "question",
    "second-confirmation",
  ] as const;
  const IDS = ["01a20bab-f555-72df-8130-7ae7c966d729", "01a20bab-f556-7000-8000-000000000000"];
  const DATES = [new Date("2026-06-01T10:00:00.123Z"), new Date("2026-06-01T10:00:00.124Z")];

  /** Every kind of token that these keys make, each of two entries and two dates or versions. */
  async function tokensUnder(made: Keys): Promise<Record<string, string[]>> {
    const claims = IDS.flatMap((id) => DATES.map((expiresAt) => ({ id, expiresAt })));
    const versions = IDS.flatMap((id) => [0, 1].map((version) => ({ id, version })));
    const successor = await recognising(made, [await oldest.retire()]);
    const addresses = ["a", "b"].flatMap((address) => [
      made.hashes("address-limit", address),
      successor.hashes("address-limit", address),
    ]);
    const links = PURPOSES.map(async (purpose) => [
      purpose,
      await Promise.all(claims.map((claim) => signToken(made, purpose, claim))),
    ]);
    const hashes = await Promise.all(addresses);
    return Object.fromEntries([
      ...(await Promise.all(links)),
      ["own-page", await Promise.all(versions.map((claim) => signOwnPageToken(made, claim)))],
      ["address", await Promise.all(hashes.map((one) => signAddressToken(made, one)))],
    ]);
  }

  it("opens no link but for what it was made for, whatever became of it", async () => {
    const [mine, foreign] = [await tokensUnder(keys), await tokensUnder(others)];
    const readers: Record<string, (token: string) => Promise<unknown>> = {
      ...Object.fromEntries(
        PURPOSES.map((purpose) => [purpose, (token) => readToken(keys, purpose, token)]),
      ),
      "own-page": (token) => readOwnPageToken(keys, token),
      address: (token) => readAddressToken(keys, token),
    };
    const shapes = [
      /^[\w-]{22}\.[0-9a-z]{1,11}\.[\w-]{43}$/,
      /^([\w-]{8}\.[\w-]{43}\.)+[\w-]{43}$/,
    ];
    const refused = shapes.map(() => 0);
    const texts = nearly([...Object.values(mine), ...Object.values(foreign)].flat());
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const opened: string[] = [];
        for (const [name, read] of Object.entries(readers)) {
          if ((await read(text)) !== null) opened.push(name);
        }
        const genuine = Object.keys(mine).filter((name) => mine[name]?.includes(text));
        expect(opened).toEqual(genuine);
        for (const [index, shape] of shapes.entries()) {
          if (genuine.length === 0 && shape.test(text)) refused[index] = (refused[index] ?? 0) + 1;
        }
      }),
      { numRuns: 5_000 },
    );
    // Enough of them look right, so that what refuses them is the signature.
    for (const count of refused) expect(count).toBeGreaterThan(200);
  });

  it("decrypts nothing but what was encrypted, to the letter", async () => {
    const texts = ["", "ada@example.org", "ben@example.org", "王小明@example.org"];
    const under = (made: Keys, purpose?: "retired-keys") =>
      Promise.all(texts.map((text) => made.encrypt(text, purpose)));
    const [addresses, secrets] = [await under(keys), await under(keys, "retired-keys")];
    let isMine = 0;
    await fc.assert(
      fc.asyncProperty(
        nearly([...addresses, ...secrets, ...(await under(others))]),
        async (ciphertext) => {
          for (const [made, purpose] of [
            [addresses, "email-at-rest"],
            [secrets, "retired-keys"],
          ] as const) {
            const text = texts[made.indexOf(ciphertext)];
            const opened = keys.decrypt(ciphertext, purpose);
            if (text === undefined) await expect(opened).rejects.toThrow(NotSealedError);
            else expect(await opened).toBe(text);
          }
          if (isUnder(keys, ciphertext)) isMine += 1;
        },
      ),
      { numRuns: 3_000 },
    );
    expect(isMine).toBeGreaterThan(1_000);
  });
});

async function openedByWebCrypto(key: ArrayBuffer, sealed: Uint8Array<ArrayBuffer>) {
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const parameters = { name: "AES-GCM", iv: sealed.subarray(0, 12) };
  const opened = await crypto.subtle.decrypt(parameters, imported, sealed.subarray(12));
  return new TextDecoder().decode(opened);
}
