import { z } from "zod";
import { givenRows } from "../../db/batch/json-rows.ts";
import type { Db } from "../../db/db.ts";
import { perDatabase } from "../../db/per-database.ts";
import { raw, type Sql, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { batched } from "../../shared/batch.ts";
import { HOUR_MS, later } from "../../shared/clock.ts";
import { openUnder } from "../../shared/keys/key-change.ts";
import { isFreeMail } from "../../shared/text/domain.ts";
import { isOneOf, UNDECIDED_STATES } from "../lifecycle.ts";
import {
  ADDRESS_CODES,
  type EvidenceCode,
  MANY_FROM_CLIENT,
  MANY_FROM_DOMAIN,
  readEvidence,
  type StoredEvidence,
  sendingCodes,
  writeEvidence,
} from "./codes.ts";
import { type MailboxEntry, otherSpellings } from "./mailbox.ts";
import { type EvidenceSource, ownEvidence } from "./read.ts";
import { type ComparedEntry, findResembling, IS_LIVE, type ResemblingEntry } from "./resembling.ts";

/** The entries that resemble each other, which the queue shows together, by the first of them. */
type LookalikeGroup = { standsWith: string; standsAt: Date | null };

/** The column of the evidence, and those of the group; null: the entry begins one by itself. */
export type EvidenceColumns = { signals: string; group: LookalikeGroup | null };

/** A submission before it is written. */
export type SubmittedEntry = ComparedEntry & {
  name: string;
  website: string | null;
  affiliation: string | null;
  /** The domain of its address. */
  domain: string;
  domainKey: string;
  clientKey: string;
  addressLimitKey: string;
};

/** What comparing an entry with others shows. */
type ComparedEvidence = StoredEvidence & { group: LookalikeGroup | null };

/**
 * Compares a submission, before it is written, with what its client and domain sent within the last
 * hour, and with the entries that it resembles.
 */
export async function collectEvidence(
  { db, clock }: Pick<Deps, "db" | "clock">,
  entry: SubmittedEntry,
): Promise<ComparedEvidence> {
  const since = later(clock.now(), -HOUR_MS);
  const [many, found] = await Promise.all([manyOf(db, entry, since), findResembling(db, entry)]);
  const compared = await evidenceFrom(db, found);
  return { ...compared, codes: [...many, ...compared.codes] };
}

/** The columns of all evidence about a submission: what it shows by itself, and when compared. */
export function evidenceColumns(
  entry: SubmittedEntry,
  heldReason: string | null,
  { codes, likeId, group }: ComparedEvidence,
): EvidenceColumns {
  const own = ownCodes({ ...entry, heldReason });
  return { signals: writeEvidence({ codes: [...own, ...codes], likeId }), group };
}

/** The columns for an entry whose signatory changes its words. Evidence about its sending stays. */
export async function evidenceOfChange(
  { db, keys }: Pick<Deps, "db" | "keys">,
  id: string,
  entry: Omit<
    SubmittedEntry,
    "addressKey" | "domain" | "domainKey" | "clientKey" | "addressLimitKey"
  >,
): Promise<{ signals: string } & LookalikeGroup> {
  const row = await db.signature.findUniqueOrThrow({
    where: { id },
    select: { addressKey: true, email: true, signals: true, signedAt: true },
  });
  const email = row.email === null ? null : await openUnder(keys, row.email);
  const domain = email?.split("@").at(-1) ?? null;
  const kept = sendingCodes(row.signals);
  const own = ownCodes({ ...entry, domain, heldReason: null });
  const found = await findResembling(db, { ...entry, addressKey: row.addressKey });
  const { codes, likeId, group } = await evidenceFrom(db, found);
  const signals = writeEvidence({ codes: [...kept, ...own, ...codes], likeId });
  return { signals, ...(group ?? { standsWith: id, standsAt: row.signedAt }) };
}

/** The column for an entry that moves to another address; what is not about that stays. */
export async function evidenceOfAddress(
  { db }: Pick<Deps, "db">,
  entry: Omit<EvidenceSource, "domain" | "heldReason"> & { id: string; signals: string },
  address: MailboxEntry & { domain: string },
): Promise<string> {
  const { codes, likeId } = readEvidence(entry.signals);
  const kept = codes.filter((code) => !ADDRESS_CODES.includes(code));
  const own = ownCodes({ ...entry, domain: address.domain, heldReason: null });
  const others = await otherSpellings(db, address);
  const isOneOfSeveral = others.some(({ id }) => id !== entry.id);
  const ofMailbox = isOneOfSeveral ? (["one-mailbox"] as const) : [];
  return writeEvidence({ codes: [...kept, ...own, ...ofMailbox], likeId });
}

/** The column of what an entry shows by itself: all the evidence about an imported one. */
export function ownEvidenceColumn(entry: EvidenceSource): string {
  return writeEvidence({ codes: ownCodes(entry), likeId: null });
}

function ownCodes(entry: EvidenceSource): EvidenceCode[] {
  return ownEvidence(entry).map(({ code }) => code);
}

/**
 * Whether the client, or the domain, sent so many within the hour that it is evidence, and whether
 * what may be the same mailbox has an entry under another spelling.
 */
async function manyOf(db: Db, entry: SubmittedEntry, since: Date): Promise<EvidenceCode[]> {
  // This entry is one of them, and is not written yet.
  const { ofClient, ofDomain, ofMailbox } = await sentBefore(db)({ entry, since });
  return [
    ...(ofClient >= MANY_FROM_CLIENT - 1 ? (["many-from-client"] as const) : []),
    ...(ofDomain >= MANY_FROM_DOMAIN - 1 ? (["many-from-domain"] as const) : []),
    ...(ofMailbox > 0 ? (["one-mailbox"] as const) : []),
  ];
}

/** Entries that one statement counts for. */
const COUNTED_MAX = 50;

const NONE_SENT = { ofClient: 0, ofDomain: 0, ofMailbox: 0 };

/** Entries of one mailbox that are looked at for another spelling. */
const MAILBOX_MAX = 100;

// Whose state it is asks only who has been found: beside a state, no other index is thought of.
const OF_MAILBOX = sql`
  (SELECT count(*) FROM (SELECT 1 AS one FROM (
    SELECT state, address_key FROM signature
    WHERE letter_id = given.letter_id AND address_limit_key = given.address_limit_key
    LIMIT ${MAILBOX_MAX}) AS mailbox
    WHERE ${IS_LIVE} AND mailbox.address_key <> given.address_key LIMIT 1) AS other)`;

const countedRows = z.array(
  z.object({
    place: z.coerce.number(),
    ofClient: z.coerce.number(),
    ofDomain: z.coerce.number(),
    ofMailbox: z.coerce.number(),
  }),
);

const sentBefore = perDatabase((db) =>
  batched(async (asked: readonly { entry: SubmittedEntry; since: Date }[]) => {
    const given = asked.map(({ entry }, place) => ({
      place,
      letterId: entry.letterId,
      kind: entry.kind,
      addressKey: entry.addressKey,
      clientKey: entry.clientKey,
      addressLimitKey: entry.addressLimitKey,
      domainKey: isFreeMail(entry.domain) ? null : entry.domainKey,
    }));
    const since = db.$dialect.date(new Date(Math.min(...asked.map((one) => one.since.getTime()))));
    const count = (column: Sql, max: number) => sql`
      (SELECT count(*) FROM (SELECT 1 AS one FROM signature
        WHERE letter_id = given.letter_id AND ${column} = given.${column}
        AND signed_at > ${since} AND (address_key IS NULL
          OR address_key <> given.address_key OR kind <> given.kind)
        LIMIT ${max}) AS sent)`;
    const rows = await db.$rowsInBackground(
      sql`WITH ${givenRows("given", given, db.$dialect)} SELECT place,
        ${count(raw("client_key"), MANY_FROM_CLIENT - 1)} AS "ofClient",
        ${count(raw("domain_key"), MANY_FROM_DOMAIN - 1)} AS "ofDomain",
        ${OF_MAILBOX} AS "ofMailbox" FROM given`,
    );
    const counted = new Map(countedRows.parse(rows).map((row) => [row.place, row]));
    return asked.map((_, place) => counted.get(place) ?? NONE_SENT);
  }, COUNTED_MAX),
);

async function evidenceFrom(
  db: Db,
  resembling: readonly ResemblingEntry[],
): Promise<ComparedEvidence> {
  const alike = resembling.filter(({ how }) => how === "alike");
  // As a rule, whoever a look-alike imitates is published.
  const like = alike.find(({ state }) => state === "published") ?? alike[0] ?? null;
  const first = resembling.find(({ state }) => isOneOf(state, UNDECIDED_STATES));
  const group =
    first === undefined
      ? null
      : await db.signature.findUnique({
          where: { id: first.id },
          select: { standsWith: true, standsAt: true },
        });
  return {
    codes: [
      ...(like === null ? [] : (["look-alike"] as const)),
      ...(resembling.length > alike.length ? (["same-name"] as const) : []),
    ],
    likeId: like?.id ?? null,
    group,
  };
}
