import type { Db } from "../../db/db.ts";
import { leavingOut, raw, type Sql, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import type { EvidenceCode } from "../evidence/codes.ts";
import type { Kind } from "../name.ts";
import { searchCondition } from "../search.ts";
import { type FilterKey, QUEUE_STATES } from "./order.ts";

/** The ages that a queue can be filtered by: younger or older than so many days. */
const AGES = {
  "under-day": { than: 1, is: "younger" },
  "over-day": { than: 1, is: "older" },
  "over-three-days": { than: 3, is: "older" },
  "over-week": { than: 7, is: "older" },
} as const;

export type QueueAge = keyof typeof AGES;

/** All of them, youngest first. */
export const QUEUE_AGES = [
  "under-day",
  "over-day",
  "over-three-days",
  "over-week",
] as const satisfies QueueAge[];

/** What a queue is filtered by; null and the empty search filter nothing. */
export type QueueFilter = {
  /** The beginnings of words of the name or affiliation. */
  q: string;
  kind: Kind | null;
  signal: EvidenceCode | null;
  age: QueueAge | null;
  country: string | null;
  language: string | null;
  /** Keyed hashes of an address, a domain and a client's network: never what was typed. */
  address: string | null;
  domain: string | null;
  network: string | null;
  /** Those that are set aside, which are left out else; only entries that wait can be. */
  aside: "on" | null;
};

export const NO_FILTER: QueueFilter = {
  q: "",
  kind: null,
  signal: null,
  age: null,
  country: null,
  language: null,
  address: null,
  domain: null,
  network: null,
  aside: null,
};

/**
 * The conditions of a filter, and the index that leads to what has a key, if one is asked for. Its
 * age counts from the column `since`.
 */
export async function filterConditions(
  db: Db,
  letterId: string,
  filter: QueueFilter,
  now: Date,
  since: "signed_at" | "stands_at" | "proposed_at",
): Promise<{ conditions: Sql[]; by: FilterKey | null }> {
  const { kind, signal, age, country, language, address, domain, network } = filter;
  const search = await searchCondition(db, letterId, filter.q);
  const conditions = [
    ...(search === null ? [] : [search.sql]),
    ...(kind === null ? [] : [leavingOut(sql`kind = ${kind}`)]),
    ...(signal === null ? [] : [leavingOut(sql`signals LIKE ${`% ${signal} %`}`)]),
    ...(age === null ? [] : [ageCondition(db, raw(since), age, now)]),
    ...(country === null ? [] : [leavingOut(sql`country = ${country}`)]),
    ...(language === null ? [] : [leavingOut(sql`language = ${language}`)]),
    // Both kinds are listed for the sake of the index, which has the kind before the address.
    ...(address === null
      ? []
      : [sql`kind IN ('organisation', 'individual') AND address_key = ${address}`]),
    ...(domain === null ? [] : [sql`domain_key = ${domain}`]),
    ...(network === null ? [] : [sql`network_key = ${network}`]),
  ];
  return { conditions, by: keyOf(filter, search?.names === "few") };
}

function keyOf(
  { address, domain, network, aside }: QueueFilter,
  areNamed: boolean,
): FilterKey | null {
  if (areNamed) return "id";
  if (address !== null) return "address";
  if (network !== null) return "network";
  if (domain !== null) return "domain";
  return aside === null ? null : "later";
}

/** The condition of being set aside, or not. */
export function asideCondition(db: Db, { aside }: Pick<QueueFilter, "aside">, now: Date): Sql {
  const moment = db.$dialect.date(now);
  if (aside === "on") return sql`later_until > ${moment}`;
  return leavingOut(sql`(later_until IS NULL OR later_until <= ${moment})`);
}

function ageCondition(db: Db, since: Sql, age: QueueAge, now: Date): Sql {
  const { than, is } = AGES[age];
  const at = db.$dialect.date(later(now, -than * DAY_MS));
  return is === "younger" ? sql`${since} > ${at}` : sql`${since} <= ${at}`;
}

/** A network's key, or the beginning that pages show: a day, and some characters of a hash. */
const NETWORK_PATTERN = /^\d{4}-\d{2}-\d{2}\.[\w-]{6,60}$/;
/** Characters that pages show of a network's key: its day and six of its hash. */
const NETWORK_LENGTH = "2026-01-01.".length + 6;

/** The beginning of a network's key that pages show and people type. */
export function shortNetwork(networkKey: string): string {
  return networkKey.slice(0, NETWORK_LENGTH);
}

/** The network's key that begins with a text; null if it cannot, or the letter has no such one. */
export async function networkOf(
  { db }: Pick<Deps, "db">,
  letterId: string,
  typed: string,
): Promise<string | null> {
  if (!NETWORK_PATTERN.test(typed)) return null;
  const row = await db.signature.findFirst({
    where: {
      letterId,
      state: { in: [...QUEUE_STATES] },
      networkKey: { gte: typed, lt: `${typed}\u{10FFFF}` },
    },
    select: { networkKey: true },
  });
  return row?.networkKey ?? null;
}

/** The languages that a letter can have been signed in: those of its texts. */
export async function languagesOf({ db }: Pick<Deps, "db">, letterId: string): Promise<string[]> {
  const rows = await db.letterVersion.findMany({
    where: { letterId },
    distinct: ["language"],
    orderBy: { language: "asc" },
    select: { language: true },
  });
  return rows.map(({ language }) => language);
}
