import { z } from "zod";
import { givenRows } from "../../db/batch/json-rows.ts";
import type { Db } from "../../db/db.ts";
import { perDatabase } from "../../db/per-database.ts";
import { raw, type Sql, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { HOUR_MS, later } from "../../shared/clock.ts";
import { isFreeMail } from "../../shared/text/domain.ts";
import { together } from "../../shared/together.ts";
import type { State } from "../lifecycle.ts";
import { type EvidenceSource, ownEvidence } from "./read.ts";
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

/** A submission before it is known whether it is held. */
type Sender = Omit<Submitted, "heldReason">;

/** What is noticed of a submission beside what it says: what others sent, and their names. */
export type NoticedOthers = { many: readonly Signal[]; resembling: Resemblance };

/**
 * Looks, before a submission is written, at what of the same client and domain came within the
 * hour, and at the entries that it resembles.
 */
export async function noticeOthers(
  { db, clock }: Pick<Deps, "db" | "clock">,
  entry: Sender,
): Promise<NoticedOthers> {
  const since = later(clock.now(), -HOUR_MS);
  const [many, found] = await Promise.all([manyOf(db, entry, since), findResembling(db, entry)]);
  return { many, resembling: await resemblanceIn(db, found) };
}

/** All that was noticed of a submission, with what it shows by itself, as a row keeps it. */
export function noticedOf(entry: Submitted, { many, resembling }: NoticedOthers): NoticedColumns {
  const own = ownEvidence(entry).map(({ sign }) => sign);
  return noticedColumns([...own, ...many], resembling);
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
  const found = await findResembling(db, { ...said, addressKey: row.addressKey });
  const { signals, stand } = noticedColumns([...before, ...own], await resemblanceIn(db, found));
  return { signals, ...(stand ?? { standsWith: id, standsAt: row.signedAt }) };
}

/** What an entry shows by itself, as a row keeps it: all that is noticed of an imported one. */
export function ownSignals(entry: EvidenceSource): string {
  return writeSignals({ signals: ownEvidence(entry).map(({ sign }) => sign), likeId: null });
}

/** Whether the client, or the domain, has sent as many in the hour as is noticed. */
async function manyOf(db: Db, entry: Sender, since: Date): Promise<Signal[]> {
  // This entry is one of them, and is not written yet.
  const { ofClient, ofDomain } = await sentBefore(db)({ entry, since });
  return [
    ...(ofClient >= MANY_FROM_CLIENT - 1 ? (["many-from-client"] as const) : []),
    ...(ofDomain >= MANY_FROM_DOMAIN - 1 ? (["many-from-domain"] as const) : []),
  ];
}

/** Entries that one statement counts for. */
const COUNTED_MAX = 50;

const countedRows = z.array(
  z.object({
    place: z.coerce.number(),
    ofClient: z.coerce.number(),
    ofDomain: z.coerce.number(),
  }),
);

const sentBefore = perDatabase((db) =>
  together(async (asked: readonly { entry: Sender; since: Date }[]) => {
    const given = asked.map(({ entry }, place) => ({
      ...{ place, letterId: entry.letterId, kind: entry.kind, addressKey: entry.addressKey },
      clientKey: entry.clientKey,
      domainKey: isFreeMail(entry.domain) ? null : entry.domainKey,
    }));
    const since = db.$dialect.date(new Date(Math.min(...asked.map((one) => one.since.getTime()))));
    const count = (column: Sql, max: number) => sql`
      (SELECT count(*) FROM (SELECT 1 AS one FROM signature
        WHERE letter_id = given.letter_id AND ${column} = given.${column}
        AND signed_at > ${since} AND (address_key IS NULL
          OR address_key <> given.address_key OR kind <> given.kind)
        LIMIT ${max}) AS sent)`;
    const rows = await db.$rowsBeside(
      sql`WITH ${givenRows("given", given, db.$dialect)} SELECT place,
        ${count(raw("client_key"), MANY_FROM_CLIENT - 1)} AS "ofClient",
        ${count(raw("domain_key"), MANY_FROM_DOMAIN - 1)} AS "ofDomain" FROM given`,
    );
    const counted = new Map(countedRows.parse(rows).map((row) => [row.place, row]));
    return asked.map((_, place) => counted.get(place) ?? { ofClient: 0, ofDomain: 0 });
  }, COUNTED_MAX),
);

/** States in which an entry is yet to be decided. */
const WAITING: readonly State[] = ["pending", "held", "unverified"];

/** What the entries that one resembles say of it: how, whom most, and where it stands. */
type Resemblance = { signals: readonly Signal[]; likeId: string | null; stand: Stand | null };

async function resemblanceIn(db: Db, resembling: readonly Resembling[]): Promise<Resemblance> {
  const alike = resembling.filter(({ how }) => how === "alike");
  // Whom a look-alike imitates stands in the list as a rule.
  const like = alike.find(({ state }) => state === "published") ?? alike[0] ?? null;
  const first = resembling.find(({ state }) => WAITING.includes(state));
  const stand =
    first === undefined
      ? null
      : await db.signature.findUnique({
          where: { id: first.id },
          select: { standsWith: true, standsAt: true },
        });
  return {
    signals: [
      ...(like === null ? [] : (["look-alike"] as const)),
      ...(resembling.length > alike.length ? (["same-name"] as const) : []),
    ],
    likeId: like?.id ?? null,
    stand,
  };
}

function noticedColumns(
  noticed: readonly Signal[],
  { signals, likeId, stand }: Resemblance,
): NoticedColumns {
  return { signals: writeSignals({ signals: [...noticed, ...signals], likeId }), stand };
}
