import { type Db, isUniqueViolation } from "../db/db.ts";
import { toBase64Url } from "../shared/base64url.ts";
import { clientAndNetwork } from "../shared/client-address.ts";
import type { Clock } from "../shared/clock.ts";
import { newSecret } from "../shared/secret.ts";

/** What is stored of where a submission came from. */
export type ClientKeys = { clientKey: string; networkKey: string };

/**
 * Hashes a client's address under the random key of the day. The key is destroyed after 30 days
 * and with it every link between entries and a client.
 */
export async function clientKeys(
  deps: { db: Db; clock: Clock },
  address: string,
): Promise<ClientKeys> {
  const day = deps.clock.now().toISOString().slice(0, 10);
  const key = await keyOfDay(deps.db, day);
  const { client, network } = clientAndNetwork(address);
  return {
    clientKey: await hash(key, day, `client ${client}`),
    networkKey: await hash(key, day, `network ${network}`),
  };
}

async function keyOfDay(db: Db, day: string): Promise<CryptoKey> {
  const known = await db.clientKey.findUnique({ where: { day } });
  const text = known?.key ?? (await createKey(db, day));
  return await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(text),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
}

async function createKey(db: Db, day: string): Promise<string> {
  const key = newSecret();
  try {
    await db.clientKey.create({ data: { day, key } });
    return key;
  } catch (error) {
    // Another process was first on this day; its key is the one.
    if (!isUniqueViolation(error)) throw error;
    return (await db.clientKey.findUniqueOrThrow({ where: { day } })).key;
  }
}

async function hash(key: CryptoKey, day: string, text: string): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return `${day}.${toBase64Url(mac)}`;
}
