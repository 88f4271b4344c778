import type { Db } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { HOUR_MS, later } from "../shared/clock.ts";
import { isFreeMail } from "../shared/domain.ts";
import { type EvidenceSource, ownEvidence } from "./evidence.ts";
import type { State } from "./lifecycle.ts";
import { type Compared, findResembling, type Resembling } from "./resembling.ts";
import {
  MANY_FROM_CLIENT,
  MANY_FROM_DOMAIN,
  ofSending,
  type Signal,
  writeSignals,
} from "./signals.ts";

/** Where an entry stands in the queue: with the first of those that it resembles. */
export type Stand = { standsWith: string; standsAt: Date | null };

/** The columns that hold what was noticed; without a stand, the entry stands by itself. */
export type NoticedColumns = { signals: string; stand: Stand | null };

/** What an entry says, in the columns that it is compared by. */
type Said = Compared & { name: string; website: string | null };

/** A submission, before it is written. */
export type Submitted = Said & {
  /** The domain of its address. */
  domain: string;
  domainKey: string;
  clientKey: string;
  heldReason: string | null;
};

/**
 * Looks at a submission before it is written: what it shows by itself, what of the same client and
 * domain came within the hour, and which others it resembles. Three statements, whatever it is.
 */
export async function noticeSubmission(
  { db, clock }: Pick<Deps, "db" | "clock">,
  entry: Submitted,
): Promise<NoticedColumns> {
  const since = later(clock.now(), -HOUR_MS);
  const [many, resembling] = await Promise.all([
    manyOf(db, entry, since),
    findResembling(db, entry),
  ]);
  const own = ownEvidence(entry).map(({ sign }) => sign);
  return await withOthers(db, [...own, ...many], resembling);
}

/**
 * Looks at an entry whose words its signatory changes. What was noticed of its sending stays.
 */
export async function noticeChange(
  { db, keys }: Pick<Deps, "db" | "keys">,
  id: string,
  said: Omit<Said, "addressKey">,
): Promise<{ signals: string; standsWith: string; standsAt: Date | null }> {
  const row = await db.signature.findUniqueOrThrow({
    where: { id },
    select: { addressKey: true, email: true, signals: true, signedAt: true },
  });
  const email = row.email === null ? null : await keys.decrypt(row.email);
  const domain = email?.split("@").at(-1) ?? null;
  const before = ofSending(row.signals);
  const own = ownEvidence({ ...said, domain, heldReason: null }).map(({ sign }) => sign);
  const resembling = await findResembling(db, { ...said, addressKey: row.addressKey });
  const { signals, stand } = await withOthers(db, [...before, ...own], resembling);
  return { signals, ...(stand ?? { standsWith: id, standsAt: row.signedAt }) };
}

/** What an entry shows by itself, as a row keeps it: all that is noticed of an imported one. */
export function ownSignals(entry: EvidenceSource): string {
  return writeSignals({ signals: ownEvidence(entry).map(({ sign }) => sign), likeId: null });
}

/** Whether the client, or the domain, has sent as many in the hour as is noticed. */
async function manyOf(db: Db, entry: Submitted, since: Date): Promise<Signal[]> {
  const { letterId, addressKey, clientKey, domain, domainKey } = entry;
  const count = async (of: { clientKey: string } | { domainKey: string }, max: number) =>
    await db.signature.count({
      where: { letterId, ...of, signedAt: { gt: since }, NOT: { addressKey, kind: entry.kind } },
      take: max,
    });
  // This entry is one of them, and is not written yet.
  const [client, mates] = await Promise.all([
    count({ clientKey }, MANY_FROM_CLIENT - 1),
    isFreeMail(domain) ? 0 : count({ domainKey }, MANY_FROM_DOMAIN - 1),
  ]);
  return [
    ...(client >= MANY_FROM_CLIENT - 1 ? (["many-from-client"] as const) : []),
    ...(mates >= MANY_FROM_DOMAIN - 1 ? (["many-from-domain"] as const) : []),
  ];
}

/** States in which an entry is yet to be decided. */
const WAITING: readonly State[] = ["pending", "held", "unverified"];

async function withOthers(
  db: Db,
  noticed: readonly Signal[],
  resembling: readonly Resembling[],
): Promise<NoticedColumns> {
  const alike = resembling.filter(({ how }) => how === "alike");
  // Whom a look-alike imitates stands in the list as a rule.
  const like = alike.find(({ state }) => state === "published") ?? alike[0] ?? null;
  const signals = writeSignals({
    signals: [
      ...noticed,
      ...(like === null ? [] : (["look-alike"] as const)),
      ...(resembling.length > alike.length ? (["same-name"] as const) : []),
    ],
    likeId: like?.id ?? null,
  });
  const first = resembling.find(({ state }) => WAITING.includes(state));
  const stand =
    first === undefined
      ? null
      : await db.signature.findUnique({
          where: { id: first.id },
          select: { standsWith: true, standsAt: true },
        });
  return { signals, stand };
}
