import { z } from "zod";
import { ConfigError } from "../../config.ts";
import { type Db, hasCode, isUniqueViolation } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";
import { type Keys, type RetiredKeys, recognising } from "../../shared/keys/keys.ts";

type KeyRecordDeps = Pick<Deps, "db" | "clock">;

const FOREIGN =
  "SECRET_KEY is not the key this database was written with. Set the key that was kept with it. Outside production, that key is in var/secret-key.";
const UNFINISHED =
  "SECRET_KEY is being replaced in this database. Run `npm run rekey` again, with the same two keys, until it says that it is done.";
/** The lease under which the list of keys is written. */
const LEASE = "key-record";
/** Prisma's code for a table that an older database does not have yet. */
const NO_TABLE = "P2021";

const subkeys = z.object({
  address: z.string().optional(),
  "address-limit": z.string(),
  entry: z.string(),
});

/**
 * The keys of a database: those of SECRET_KEY, which then also recognise what was hashed under the
 * secrets that it replaced. At its first start a database learns whose it is, and several processes
 * may start at once.
 *
 * Throws {@link ConfigError} if the database was written under another SECRET_KEY, or if that is
 * just being replaced: to go on would part people from their entries.
 */
export async function openKeys(deps: KeyRecordDeps, keys: Keys): Promise<Keys> {
  const { current } = await openKeyList(deps, keys.id);
  if (!current.includes(keys.id)) throw new ConfigError([FOREIGN]);
  if (current.length > 1) throw new ConfigError([UNFINISHED]);
  return await recognising(keys, await retiredKeys(deps.db, keys));
}

/** The ids of the keys that a database is written under; more than one while they are replaced. */
export async function writtenUnder(db: Db): Promise<string[]> {
  try {
    const { current } = await readKeyList(db);
    if (current.length > 0) return current;
  } catch (error) {
    if (!hasCode(error, NO_TABLE)) throw error;
  }
  const id = await idInRows(db);
  return id === null ? [] : [id];
}

/** The ids of the keys that a database knows: those in use, and those that were replaced. */
export type KeyList = { current: string[]; retired: string[] };

/** Reads the list, and begins it with this key if it is empty and no row says otherwise. */
export async function openKeyList(deps: KeyRecordDeps, id: string): Promise<KeyList> {
  const list = await readKeyList(deps.db);
  if (list.current.length > 0) return list;
  const known = await idInRows(deps.db);
  if (known === null || known === id) await enterKey(deps, id, []);
  return await readKeyList(deps.db);
}

/**
 * Enters a key as one that is in use, unless any but these is in use already. Processes that enter
 * the same one at once all succeed; of those that enter different ones only the first does.
 *
 * `keep` is called once it is known that the key can be entered, and before it is.
 */
export async function enterKey(
  deps: KeyRecordDeps,
  id: string,
  besides: readonly string[],
  keep: () => void = () => undefined,
): Promise<boolean> {
  if (!(await leaseKeyList(deps, id))) return false;
  const { current } = await readKeyList(deps.db);
  const mayEnter = current.every((other) => other === id || besides.includes(other));
  if (mayEnter) {
    keep();
    await createRecord(deps, id);
  }
  await deps.db.jobLease.deleteMany({ where: { name: LEASE, holder: id } });
  return mayEnter;
}

/** Keeps the list for those who come with one key, for the moment that writing it takes. */
async function leaseKeyList({ db, clock }: KeyRecordDeps, holder: string): Promise<boolean> {
  const now = clock.now();
  const lease = { holder, until: later(now, MINUTE_MS) };
  const taken = await db.jobLease.updateManyAndReturn({
    where: { name: LEASE, OR: [{ holder }, { until: { lte: now } }] },
    data: lease,
  });
  if (taken.length > 0) return true;
  try {
    await db.jobLease.create({ data: { name: LEASE, ...lease } });
    return true;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const other = await db.jobLease.findUnique({ where: { name: LEASE } });
    return other?.holder === holder;
  }
}

async function createRecord({ db, clock }: KeyRecordDeps, id: string): Promise<void> {
  try {
    await db.keyRecord.create({ data: { id, createdAt: clock.now() } });
  } catch (error) {
    // Another process has entered it.
    if (!isUniqueViolation(error)) throw error;
  }
}

async function readKeyList(db: Db): Promise<KeyList> {
  const rows = await db.keyRecord.findMany({ select: { id: true, retiredAt: true } });
  const idsOf = (chosen: typeof rows) => chosen.map(({ id }) => id);
  return {
    current: idsOf(rows.filter(({ retiredAt }) => retiredAt === null)),
    retired: idsOf(rows.filter(({ retiredAt }) => retiredAt !== null)),
  };
}

/** The key of rows from before the database kept a list of keys; null if there are no rows. */
async function idInRows(db: Db): Promise<string | null> {
  const account = await db.account.findFirst({ select: { addressKey: true } });
  const signature = await db.signature.findFirst({ select: { entryKey: true } });
  return (account?.addressKey ?? signature?.entryKey)?.split(".")[0] ?? null;
}

async function retiredKeys(db: Db, keys: Keys): Promise<RetiredKeys[]> {
  const rows = await db.keyRecord.findMany({
    where: { retiredAt: { not: null } },
    orderBy: { retiredAt: "desc" },
    select: { id: true, recognises: true },
  });
  return await Promise.all(
    rows.map(async ({ id, recognises }) => ({
      id,
      subkeys: subkeys.parse(JSON.parse(await keys.decrypt(recognises ?? "", "retired-keys"))),
    })),
  );
}
