import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import type { Keys } from "../../shared/keys/keys.ts";
import { type Conditions, INVALIDATED_STATES } from "./conditions.ts";
import { namePattern } from "./name-pattern.ts";

export const INVALIDATION_STATES = [
  "proposed",
  "running",
  "cancelled",
  "done",
  "undoing",
  "undone",
] as const;
export type InvalidationState = (typeof INVALIDATION_STATES)[number];

/** Which entries match: those of a letter that meet conditions and were signed by a moment. */
export type Matching = { letterId: string; conditions: Conditions; asOf: Date };

const counts = z.tuple([z.object({ count: z.coerce.number() })]);
const sampled = z.array(z.object({ id: z.string(), total: z.coerce.number() }));
const entryStates = z.array(z.object({ id: z.string(), state: z.enum(INVALIDATED_STATES) }));

export async function countMatching(
  deps: { db: Db; keys: Keys },
  matching: Matching,
): Promise<number> {
  const where = await whereOf(deps, matching);
  const rows = await deps.db.$rows(sql`SELECT count(*) AS count FROM signature WHERE ${where}`);
  return counts.parse(rows)[0].count;
}

/** How many entries match, and the ids of some, spread evenly over all of them, oldest first. */
export async function sampleMatching(
  deps: { db: Db; keys: Keys },
  matching: Matching,
  max: number,
): Promise<{ count: number; ids: string[] }> {
  const where = await whereOf(deps, matching);
  // One pass numbers and counts them, and keeps those at which each of `max` equal parts begins.
  // The cast is needed since SQLite's drivers bind every number as a real one.
  const parts = sql`CAST(${max} AS INTEGER)`;
  const rows = await deps.db.$rows(sql`
    SELECT id, total FROM (
      SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS total
      FROM signature WHERE ${where}
    ) AS numbered
    WHERE place = 0 OR place * ${parts} / total <> (place - 1) * ${parts} / total
    ORDER BY id`);
  const picked = sampled.parse(rows);
  return { count: picked[0]?.total ?? 0, ids: picked.map(({ id }) => id) };
}

/** Some entries that match, in no order, each with its state. */
export async function someMatching(
  deps: { db: Db; keys: Keys },
  matching: Matching,
  max: number,
): Promise<z.infer<typeof entryStates>> {
  const where = await whereOf(deps, matching);
  const rows = await deps.db.$rows(
    sql`SELECT id, state FROM signature WHERE ${where} LIMIT ${max}`,
  );
  return entryStates.parse(rows);
}

async function whereOf(
  { db, keys }: { db: Db; keys: Keys },
  { letterId, conditions, asOf }: Matching,
): Promise<Sql> {
  const { name, domain, networkKey, country, from, to, states } = conditions;
  const domainKey = domain === null ? null : await keys.hash("domain", domain);
  const last = to !== null && to < asOf ? to : asOf;
  const clauses = [
    sql`letter_id = ${letterId}`,
    sql`state IN (${join(states)})`,
    domainKey === null ? null : sql`domain_key = ${domainKey}`,
    networkKey === null ? null : sql`network_key = ${networkKey}`,
    country === null ? null : sql`country = ${country}`,
    from === null ? null : sql`signed_at >= ${db.$dialect.date(from)}`,
    sql`signed_at <= ${db.$dialect.date(last)}`,
    name === null ? null : sql`' ' || name_key || ' ' LIKE ${likeOf(name)} ESCAPE '!'`,
  ];
  return join(
    clauses.filter((clause) => clause !== null),
    " AND ",
  );
}

/** The pattern of a name that was checked before. A condition must never be dropped unnoticed. */
function likeOf(name: string): string {
  const pattern = namePattern(name);
  if (pattern.outcome !== "pattern") throw new Error("A name was not checked.");
  return pattern.like;
}

const COLUMNS = {
  id: true,
  letterId: true,
  conditions: true,
  reason: true,
  state: true,
  expected: true,
  asOf: true,
  proposedBy: true,
  proposedAt: true,
  releasedBy: true,
  releasedAt: true,
  startsAt: true,
  endedBy: true,
  endedAt: true,
} as const;

/** One invalidation of a letter; null if the letter has none of this id. */
export async function findInvalidation(db: Db, letterId: string, id: string) {
  return await db.invalidation.findFirst({ where: { id, letterId }, select: COLUMNS });
}

export type InvalidationRow = NonNullable<Awaited<ReturnType<typeof findInvalidation>>>;

/** The invalidations of a letter, newest first. */
export async function invalidationsOf(db: Db, letterId: string, max: number) {
  return await db.invalidation.findMany({
    where: { letterId },
    orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
    take: max,
    select: COLUMNS,
  });
}

/** A state from the database. Throws if it is an unknown one. */
export function toInvalidationState(text: string): InvalidationState {
  return z.enum(INVALIDATION_STATES).parse(text);
}

type StepColumns = Partial<
  Pick<
    InvalidationRow,
    "expected" | "releasedBy" | "releasedAt" | "startsAt" | "endedBy" | "endedAt"
  >
>;

/**
 * Takes an invalidation from one of some states to another, in one conditional statement. False if
 * it was in none of them: somebody else was first.
 */
export async function step(
  db: Db,
  { id, letterId }: Pick<InvalidationRow, "id" | "letterId">,
  { from, to }: { from: readonly InvalidationState[]; to: InvalidationState },
  columns: StepColumns = {},
): Promise<boolean> {
  const stepped = await db.invalidation.updateManyAndReturn({
    where: { id, letterId, state: { in: [...from] } },
    data: { ...columns, state: to },
    select: { id: true },
  });
  return stepped.length > 0;
}

/** How many entries an invalidation has out now, and how many it ever took out. */
export type Taken = { out: number; taken: number };

export const NOTHING_TAKEN: Taken = { out: 0, taken: 0 };

const takenRows = z.array(
  z.object({ id: z.string(), out: z.coerce.number(), taken: z.coerce.number() }),
);

/** What each of some invalidations took out, by id; without those that took nothing. */
export async function countsTaken(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Taken>> {
  const rows = await db.$rows(sql`
    SELECT invalidation_id AS id, count(*) AS taken,
      count(*) FILTER (WHERE state = 'invalidated') AS "out"
    FROM signature
    WHERE invalidation_id IS NOT NULL AND invalidation_id IN (${db.$dialect.texts(ids)})
    GROUP BY invalidation_id`);
  return new Map(takenRows.parse(rows).map(({ id, ...counts }) => [id, counts]));
}

/** The same of one. */
export async function countTaken(db: Db, id: string): Promise<Taken> {
  return (await countsTaken(db, [id])).get(id) ?? NOTHING_TAKEN;
}
