import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { join, leavingOut, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import type { AgreedColumns } from "../signing/purposes.ts";
import { AGREED_COLUMNS, QUEUE_COLUMNS } from "./columns.ts";
import { asChange, asItself, type QueueEntry, readEntries, rowsOf } from "./entries.ts";
import { asideCondition, filterConditions, type QueueFilter } from "./filter.ts";
import { ageColumnOf, conditionsAfter, orderOf, type QueueState } from "./order.ts";

/** Entries a page of the queue shows. */
export const QUEUE_PAGE_SIZE = 50;

/** A page of the queue: oldest first, with the cursor of the next one. */
export type QueuePage = { entries: QueueEntry[]; next: string | null };

/** Where a page of the queue begins, and what it is filtered by. */
export type QueueQuery = { state: QueueState; after: string | null } & QueueFilter;

/**
 * The entries of one state, a page at a time. Those that wait come oldest first, each followed by
 * all that resemble it; others come newest first. The first page of pending entries begins with the
 * changes that wait for published ones.
 */
export async function queuePage(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letterId: string,
  query: QueueQuery,
): Promise<QueuePage> {
  const now = deps.clock.now();
  const isStart = query.state === "pending" && query.after === null && query.aside === null;
  const [ids, proposed] = await Promise.all([
    pageIds(deps.db, letterId, query, now),
    isStart ? proposedIds(deps.db, letterId, query, now) : [],
  ]);
  const found = await rowsOf(deps.db, [...ids, ...proposed]);
  const inOrder = (some: readonly string[]) => some.flatMap((id) => found.get(id) ?? []);
  const rows = inOrder(ids);
  const page = rows.slice(0, QUEUE_PAGE_SIZE);
  const shown = [...inOrder(proposed).map(asChange), ...page.map(asItself)];
  const entries = await readEntries(deps, letterId, shown);
  return { entries, next: rows.length > QUEUE_PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

const foundRows = z.array(z.object({ id: z.string() }));

/** The entries of a page, and one more if another page follows. */
async function pageIds(db: Db, letterId: string, query: QueueQuery, now: Date): Promise<string[]> {
  const { state } = query;
  const filter = await filterConditions(db, letterId, query, now, ageColumnOf(state));
  const { isInState, order, index } = orderOf(state, filter.by);
  const conditions = [
    sql`letter_id = ${letterId}`,
    isInState,
    ...filter.conditions,
    ...(state === "pending" ? [asideCondition(db, query, now)] : []),
    ...(await conditionsAfter(db, state, query.after)),
  ];
  const rows = await db.$rowsInBackground(sql`
    SELECT id FROM signature ${db.$dialect.by(index)} WHERE ${join(conditions, " AND ")}
    ORDER BY ${order} LIMIT ${QUEUE_PAGE_SIZE + 1}`);
  return foundRows.parse(rows).map(({ id }) => id);
}

/** Some entries of a page of the queue, in the order in which they are asked for. */
export async function queueEntries(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  { ids, state }: { ids: readonly string[]; state: QueueState },
): Promise<QueueEntry[]> {
  if (ids.length === 0) return [];
  const found = await deps.db.signature.findMany({
    where: { letterId, id: { in: [...ids] } },
    select: QUEUE_COLUMNS,
  });
  const rows = ids.flatMap((id) => found.find((row) => row.id === id) ?? []);
  // What is published stands among what waits as the change that waits for it.
  const isChange = (row: (typeof rows)[number]) =>
    state === "pending" && row.state === "published" && row.proposedAt !== null;
  const shown = rows.map((row) => (isChange(row) ? asChange(row) : asItself(row)));
  return await readEntries(deps, letterId, shown);
}

const OF_ONE_ENTRY = { letterVersionId: true, invalidationId: true } as const;

/** One entry in whatever state, with the hashes of what its signatory agreed to. */
export async function queueEntry(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  id: string,
): Promise<{
  entry: QueueEntry;
  agreed: AgreedColumns;
  authorityHash: string | null;
  letterVersionId: string;
  invalidationId: string | null;
} | null> {
  const row = await deps.db.signature.findFirst({
    where: { letterId, id },
    select: { ...QUEUE_COLUMNS, ...AGREED_COLUMNS, ...OF_ONE_ENTRY },
  });
  if (row === null) return null;
  const { consentHash, consentAt, updates, updatesHash, updatesAt, ...rest } = row;
  const { letterVersionId, invalidationId, ...shown } = rest;
  const agreed = { consentHash, consentAt, updates, updatesHash, updatesAt };
  const { authorityHash } = row;
  const [entry] = await readEntries(deps, letterId, [asItself(shown)]);
  if (entry === undefined) return null;
  return { entry, agreed, authorityHash, letterVersionId, invalidationId };
}

/** The published entries for which changes wait, in the order in which these were asked for. */
async function proposedIds(
  db: Db,
  letterId: string,
  filter: QueueFilter,
  now: Date,
): Promise<string[]> {
  const { conditions } = await filterConditions(db, letterId, filter, now, "proposed_at");
  const where = [
    sql`letter_id = ${letterId} AND proposed_at IS NOT NULL`,
    leavingOut(sql`state = 'published'`),
    ...conditions,
  ];
  const found = await db.$rowsInBackground(sql`
    SELECT id FROM signature ${db.$dialect.by("signature_letter_id_proposed_at_idx")}
    WHERE ${join(where, " AND ")} ORDER BY proposed_at, id LIMIT ${QUEUE_PAGE_SIZE}`);
  return foundRows.parse(found).map(({ id }) => id);
}
