import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { z } from "zod";

type Cbor = Parameters<typeof isoCBOR.encode>[0];

/** How a test departs from a well-behaved authenticator. */
export type Misbehaviour = {
  origin?: string;
  challenge?: string;
  type?: string;
  rpID?: string;
  counter?: number;
  isVerified?: boolean;
  id?: string;
};

/** Flags of WebAuthn Level 3, section 6.1. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

const optionsSchema = z.object({ challenge: z.string() });

/** An authenticator with one key, and the browser around it: gives what a form sends. */
export function authenticator(origin = "http://localhost:3000") {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const rpID = new URL(origin).hostname;
  let uses = 0;

  const clientData = (challenge: string, type: string, given: Misbehaviour) =>
    Buffer.from(
      JSON.stringify({
        type: given.type ?? type,
        challenge: given.challenge ?? challenge,
        origin: given.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (flags: number, given: Misbehaviour, attested = Buffer.alloc(0)) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(given.counter ?? uses);
    const verified = (given.isVerified ?? true) ? VERIFIED : 0;
    const rpIdHash = createHash("sha256")
      .update(given.rpID ?? rpID)
      .digest();
    return Buffer.concat([rpIdHash, Buffer.from([PRESENT | verified | flags]), counter, attested]);
  };
  const shared = (given: Misbehaviour) => {
    const shown = given.id ?? id.toString("base64url");
    return { id: shown, rawId: shown, type: "public-key", clientExtensionResults: {} };
  };

  return {
    id: id.toString("base64url"),
    /** What a browser answers when it made this passkey. */
    register: (options: unknown, given: Misbehaviour = {}): string => {
      const { challenge } = optionsSchema.parse(options);
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const authData = authenticatorData(ATTESTED, given, attested);
      const attestation = new Map<string | number, Cbor>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(authData)],
      ]);
      return JSON.stringify({
        ...shared(given),
        response: {
          clientDataJSON: clientData(challenge, "webauthn.create", given).toString("base64url"),
          attestationObject: cbor(attestation).toString("base64url"),
          transports: ["internal"],
        },
      });
    },
    /** What a browser answers when this passkey was used, one count further each time. */
    use: (options: unknown, given: Misbehaviour = {}): string => {
      uses += 1;
      const { challenge } = optionsSchema.parse(options);
      const client = clientData(challenge, "webauthn.get", given);
      const authData = authenticatorData(0, given);
      const signed = Buffer.concat([authData, createHash("sha256").update(client).digest()]);
      return JSON.stringify({
        ...shared(given),
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: authData.toString("base64url"),
          signature: sign("sha256", signed, privateKey).toString("base64url"),
        },
      });
    },
  };
}

export type Authenticator = ReturnType<typeof authenticator>;

/** A public key as authenticators write it (RFC 9053, section 7.1.1): P-256, ES256. */
function coseKey(publicKey: ReturnType<typeof generateKeyPairSync>["publicKey"]): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return cbor(
    new Map<string | number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]),
  );
}

function cbor(value: Cbor): Buffer {
  return Buffer.from(isoCBOR.encode(value));
}
