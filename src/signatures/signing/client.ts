import { z } from "zod";
import { type Db, isUniqueViolation } from "../../db/db.ts";
import { perDatabase } from "../../db/per-database.ts";
import { sql } from "../../db/sql.ts";
import { clientAndNetwork } from "../../shared/client-address.ts";
import type { Clock } from "../../shared/clock.ts";
import { fromBase64Url } from "../../shared/keys/base64url.ts";
import { hmacUnder } from "../../shared/keys/hash.ts";
import type { Keys } from "../../shared/keys/keys.ts";
import { newSecret } from "../../shared/keys/secret.ts";

/** What is kept about where a submission came from. */
export type ClientKeys = { clientKey: string; networkKey: string };

/**
 * Hashes a client's address under a key of the day, which is made of a random part in the database
 * and of SECRET_KEY: whoever has one of them alone cannot try addresses. The random part is
 * destroyed after 30 days, and with it every link between entries and a client.
 */
export async function clientKeys(
  deps: { db: Db; clock: Clock; keys: Keys },
  address: string,
): Promise<ClientKeys> {
  const day = deps.clock.now().toISOString().slice(0, 10);
  const hmac = await keyOfDay(deps, day);
  const { client, network } = clientAndNetwork(address);
  return {
    clientKey: `${day}.${hmac(`client ${client}`)}`,
    networkKey: `${day}.${hmac(`network ${network}`)}`,
  };
}

type Hmac = ReturnType<typeof hmacUnder>;

/** The key of today, which changes with SECRET_KEY alone; no other is kept in memory. */
const keysInUse = perDatabase((): { day: string; keyId: string; hmac: Hmac }[] => []);

const keyRows = z.array(z.object({ key: z.string() }));

async function keyOfDay({ db, keys }: { db: Db; keys: Keys }, day: string): Promise<Hmac> {
  const inUse = keysInUse(db);
  const found = inUse.find((one) => one.day === day && one.keyId === keys.id);
  if (found !== undefined) return found.hmac;
  const rows = await db.$rows(sql`SELECT key FROM client_key WHERE day = ${day}`);
  const [known] = keyRows.parse(rows);
  const random = known?.key ?? (await createKey(db, day));
  const hmac = hmacUnder(fromBase64Url(await keys.mac("client-day", `${day} ${random}`)));
  inUse.splice(0, inUse.length, { day, keyId: keys.id, hmac });
  return hmac;
}

async function createKey(db: Db, day: string): Promise<string> {
  const key = newSecret();
  try {
    await db.clientKey.create({ data: { day, key } });
    return key;
  } catch (error) {
    // Another process was first today; its key counts.
    if (!isUniqueViolation(error)) throw error;
    return (await db.clientKey.findUniqueOrThrow({ where: { day } })).key;
  }
}
