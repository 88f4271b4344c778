import type { Deps } from "../deps.ts";
import { sha256Hex } from "../shared/keys/hash.ts";
import { newSecret } from "../shared/keys/secret.ts";

const SECRET_PATTERN = /^[\w-]{43}$/;

type DeviceDeps = Pick<Deps, "db" | "clock">;

/** A browser of an account, identified by the secret in its long-lived cookie. */
type DeviceOf = { accountId: string; secret: string };

/** The secret of a browser: the one that it presents, or a new one if it presents none. */
export function deviceSecretFrom(shown: string | undefined): string {
  if (shown !== undefined && SECRET_PATTERN.test(shown)) return shown;
  return newSecret();
}

/**
 * Notes that an account signed in from a browser. If it is a new one, the database queues the mail
 * that tells the account's owner. The table holds only a hash of the secret.
 */
export async function noteDevice(
  { db, clock }: DeviceDeps,
  { accountId, secret, label }: DeviceOf & { label: string },
): Promise<void> {
  const id = await idOf({ accountId, secret });
  const now = clock.now();
  await db.device.upsert({
    where: { id },
    create: { id, accountId, label, createdAt: now, seenAt: now },
    update: { seenAt: now },
    select: { id: true },
  });
}

/** The id of a browser, if the account has signed in from it before; else null. */
export async function knownDeviceId(
  { db }: Pick<Deps, "db">,
  device: DeviceOf,
): Promise<string | null> {
  const id = await idOf(device);
  const row = await db.device.findUnique({ where: { id }, select: { id: true } });
  return row?.id ?? null;
}

async function idOf({ accountId, secret }: DeviceOf): Promise<string> {
  return sha256Hex(`${accountId} ${secret}`);
}
