import { inSlices } from "../db/batch/in-slices.ts";
import type { Db } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { type Waiting, waitingByLetter } from "../mail/waiting.ts";
import { HOUR_MS, later } from "../shared/clock.ts";
import { type Account, letterScope, may, type RoleName } from "./account.ts";
import { knownRoles } from "./store.ts";

/** When staff are told by mail that entries wait. */
export const DIGESTS = ["daily", "threshold", "never"] as const;

export type Digest = (typeof DIGESTS)[number];

/** What a member of staff chose; size and hours matter only with "threshold". */
export type DigestSetting = {
  digest: Digest;
  /** They are told when this many entries wait, */
  digestSize: number;
  /** or when the oldest of them was signed this many hours ago. */
  digestHours: number;
};

export const DIGEST_SIZE_MAX = 10_000;
/** Thirty days: by then, held entries are forgotten. */
export const DIGEST_HOURS_MAX = 720;

/** What a new account begins with: moderators are told what waits, others must ask for it. */
export function firstDigest(role: RoleName): Digest {
  return role === "moderator" ? "daily" : "never";
}

/** What an account chose. Throws if there is no such account. */
export async function digestOf(
  { db }: Pick<Deps, "db">,
  accountId: string,
): Promise<DigestSetting> {
  const row = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { digest: true, digestSize: true, digestHours: true },
  });
  return { ...row, digest: toDigest(row.digest) };
}

export async function chooseDigest(
  { db }: Pick<Deps, "db">,
  accountId: string,
  setting: DigestSetting,
): Promise<void> {
  await db.account.updateMany({ where: { id: accountId }, data: setting });
}

/** Nobody is told twice within this time. */
const INTERVAL_HOURS = { daily: 24, threshold: 12 } as const;
/** The codes of the history that give moderators something to do. */
const ARRIVALS = ["pending", "held", "edit-proposed"];

/**
 * Tells each member of staff that entries wait, as they chose: once a day, or when the queue is
 * long or old and something has come since they were last told. Gives the number of people told.
 *
 * A trigger queues the mail in the one conditional statement that notes the time, so that several
 * processes at once tell somebody only once. Each letter is counted once, and none if there is
 * nobody to tell.
 */
export async function sendDigests({ db, clock }: Pick<Deps, "db" | "clock">): Promise<number> {
  const now = clock.now();
  const readers = await readersDue(db, now);
  if (readers.length === 0) return 0;
  const waiting = await waitingByLetter(db, scopeOf(readers), now);
  let told = 0;
  for (const reader of readers) {
    const theirs = [...waiting].filter(([letterId]) => may(reader, "moderate", letterId));
    if (theirs.length === 0 || !(await isTold(db, reader, theirs, now))) continue;
    const { id, digest, digestAt } = reader;
    const noted = await db.account.updateManyAndReturn({
      where: { id, digest, digestAt, disabledAt: null },
      data: { digestAt: now },
      select: { id: true },
    });
    told += noted.length;
  }
  return told;
}

type Reader = Account & DigestSetting & { digestAt: Date | null };

/** Those who want to be told and have not been told lately. */
async function readersDue(db: Db, now: Date): Promise<Reader[]> {
  const lastToldBefore = (digest: keyof typeof INTERVAL_HOURS) => {
    const at = later(now, -INTERVAL_HOURS[digest] * HOUR_MS);
    return { digest, OR: [{ digestAt: null }, { digestAt: { lte: at } }] };
  };
  const rows = await db.account.findMany({
    where: { disabledAt: null, OR: [lastToldBefore("daily"), lastToldBefore("threshold")] },
    select: {
      id: true,
      displayName: true,
      digest: true,
      digestSize: true,
      digestHours: true,
      digestAt: true,
      roles: { select: { role: true, letterId: true } },
    },
  });
  return rows.map((row) => ({
    ...row,
    digest: toDigest(row.digest),
    roles: knownRoles(row.roles),
  }));
}

function scopeOf(readers: readonly Reader[]): "all" | string[] {
  const ids = new Set<string>();
  for (const reader of readers) {
    const scope = letterScope(reader);
    if (scope === "all") return "all";
    for (const id of scope) ids.add(id);
  }
  return [...ids];
}

/** What waits, by the id of its letter. */
type WaitingEntries = readonly (readonly [letterId: string, waiting: Waiting])[];

async function isTold(db: Db, reader: Reader, theirs: WaitingEntries, now: Date): Promise<boolean> {
  if (reader.digest === "daily") return true;
  const count = theirs.reduce((sum, [, { pending, held }]) => sum + pending + held, 0);
  const isOldBy = later(now, -reader.digestHours * HOUR_MS);
  const isOld = theirs.some(([, { oldest }]) => oldest <= isOldBy);
  if (count < reader.digestSize && !isOld) return false;
  const letterIds = theirs.map(([letterId]) => letterId);
  return reader.digestAt === null || (await cameSince(db, letterIds, reader.digestAt));
}

async function cameSince(db: Db, letterIds: readonly string[], since: Date): Promise<boolean> {
  const arrivals = await inSlices(db, letterIds, (some) =>
    db.event.findMany({
      where: { letterId: { in: some }, at: { gt: since }, code: { in: ARRIVALS } },
      take: 1,
      select: { id: true },
    }),
  );
  return arrivals.length > 0;
}

function toDigest(text: string): Digest {
  return DIGESTS.find((known) => known === text) ?? "never";
}
