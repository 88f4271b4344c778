import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/clock.ts";
import { isUnder, type KeyChange, openUnder, type Rekeyed } from "../../shared/keys/key-change.ts";
import type { Keys } from "../../shared/keys/keys.ts";
import { jsonText } from "../../shared/text/json-text.ts";
import { LIVE_STATES } from "../lifecycle.ts";

/** The states that an invalidation takes entries out of, and an undo puts them back into. */
export const INVALIDATED_STATES = LIVE_STATES;
export type InvalidatedState = (typeof INVALIDATED_STATES)[number];

/** A window of time is enough of a condition by itself if it is at most this long. */
export const WINDOW_HOURS_MAX = 24;
/** A network as entries hold it: the day of the key, and a hash. */
export const NETWORK_KEY = /^\d{4}-\d\d-\d\d\.[A-Za-z0-9_-]{43}$/;

/** What the entries to be taken out have in common; all of it must hold. */
export type Conditions = {
  /** As typed: `namePattern` reads it. */
  name: string | null;
  /** The domain of the address, in lower-case punycode. */
  domain: string | null;
  networkKey: string | null;
  country: string | null;
  /** The first and the last moment of signing. */
  from: Date | null;
  to: Date | null;
  states: readonly InvalidatedState[];
};

/**
 * Whether conditions say more than a state: a name, a domain, a network, a country, or a window of
 * time with both ends, a day long at most.
 */
export function saysEnough({ name, domain, networkKey, country, from, to }: Conditions): boolean {
  if (name !== null || domain !== null || networkKey !== null || country !== null) return true;
  if (from === null || to === null) return false;
  // The last minute belongs to the window, so that a whole day may be written either way.
  return to.getTime() - from.getTime() < WINDOW_HOURS_MAX * HOUR_MS + MINUTE_MS;
}

/** Conditions as the record keeps them, with the note of staff. */
const storedConditions = z.object({
  name: z.string().nullable(),
  /** Encrypted: it is shown to staff, and hashed whenever entries are looked up by it. */
  domain: z.string().nullable(),
  networkKey: z.string().nullable(),
  country: z.string().nullable(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  states: z.array(z.enum(INVALIDATED_STATES)),
  note: z.string().nullable(),
});

const storedText = jsonText.pipe(storedConditions);

/** Conditions and a note as JSON for the record; the domain is encrypted. */
export async function sealConditions(
  keys: Keys,
  conditions: Conditions,
  note: string | null,
): Promise<string> {
  const { domain, from, to, states } = conditions;
  const stored: z.infer<typeof storedConditions> = {
    ...conditions,
    domain: domain === null ? null : await keys.encrypt(domain),
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    states: [...states],
    note,
  };
  return JSON.stringify(stored);
}

/** Reads conditions and the note back; null if that cannot be done, as under another key. */
export async function openConditions(
  keys: Keys,
  json: string,
): Promise<{ conditions: Conditions; note: string | null } | null> {
  const parsed = storedText.safeParse(json);
  if (!parsed.success) return null;
  const { domain: sealed, from, to, note, ...stored } = parsed.data;
  const domain = sealed === null ? null : await openUnder(keys, sealed);
  if (sealed !== null && domain === null) return null;
  const conditions = {
    ...stored,
    domain,
    from: from === null ? null : new Date(from),
    to: to === null ? null : new Date(to),
  };
  return { conditions, note };
}

/**
 * Encrypts the domains of invalidations under another secret: each in one statement, on the
 * condition that it is still as it was read. Doing it twice is harmless.
 */
export async function rekeyInvalidations(db: Db, { from, to }: KeyChange): Promise<Rekeyed> {
  const total = { rewritten: 0, unreadable: 0 };
  for (const { id, conditions } of await db.invalidation.findMany({
    select: { id: true, conditions: true },
  })) {
    const stored = storedText.safeParse(conditions).data ?? null;
    if (stored === null) {
      total.unreadable += 1;
      continue;
    }
    if (stored.domain === null || isUnder(to, stored.domain)) continue;
    const domain = await openUnder(from, stored.domain);
    if (domain === null) {
      total.unreadable += 1;
      continue;
    }
    const kept = JSON.stringify({ ...stored, domain: await to.encrypt(domain) });
    await db.invalidation.updateMany({ where: { id, conditions }, data: { conditions: kept } });
    total.rewritten += 1;
  }
  return total;
}
