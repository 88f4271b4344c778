import type { Db } from "../../db/db.ts";

/** A place in the history of a letter, whose lines come from two tables and are one list. */
export type Place = { table: "event" | "staff"; at: Date; id: number };

/** What a history is filtered by. */
export type HistoryFilter = {
  letterId: string;
  /** Some of the letter's entries; null: all of them, and whatever else staff did. */
  entryIds: readonly string[] | null;
  /** A code, or "staff": whatever staff did other than with entries. */
  what: string | null;
  by: string | null;
  since: Date | null;
  before: Date | null;
};

/** One line as the database holds it. */
export type StoredLine = Place & {
  code: string;
  /** The move of an entry that it tells of. */
  move: string | null;
  by: string;
  /** Null if it was not done to an entry. */
  entryId: string | null;
  fromState: string | null;
  reason: string | null;
  /** The member of staff to whom it was done. */
  accountId: string | null;
  /** JSON, of codes and ids. */
  detail: string | null;
};

/** Lines of a history, newest first, and where the list goes on; null at its end. */
export type StoredLines = { lines: StoredLine[]; next: Place | null };

/**
 * The most rows that one request scans if no index leads to what it looks for, before it answers
 * with what it has: a code that never occurs would read the whole history of a letter.
 */
const SCAN_MAX = 50_000;
const NEWEST_FIRST = [{ at: "desc" }, { id: "desc" }] as const satisfies object[];

/** A part of a table that is read in the order of its index: one moment, or a span of time. */
type Stretch = { at: Date; id: { lt: number } } | { at: { lt?: Date; lte?: Date; gte?: Date } };
type FoundLines = { lines: StoredLine[]; stoppedAt: Place | null };

/**
 * The lines after a place, newest first. There may be fewer than were asked for, or none, and yet a
 * place to go on from: then one request has scanned as much as it may.
 */
export async function linesAfter(
  db: Db,
  filter: HistoryFilter,
  after: Place | null,
  count: number,
): Promise<StoredLines> {
  const { events, staff } = tablesOf(filter);
  const found = events ? await findEvents(db, filter, after, count + 1) : NOTHING;
  const byStaff = staff ? await findStaffEvents(db, filter, after, count + 1) : [];
  const { stoppedAt } = found;
  const lines = [...found.lines, ...byStaff]
    .sort(byPlace)
    .filter((line) => stoppedAt === null || byPlace(line, stoppedAt) <= 0);
  const shown = lines.slice(0, count);
  return { lines: shown, next: lines.length > count ? (shown.at(-1) ?? null) : stoppedAt };
}

const NOTHING: FoundLines = { lines: [], stoppedAt: null };

/** Whether a history has more lines than this. They are not counted any further. */
export async function hasMoreLines(db: Db, filter: HistoryFilter, max: number): Promise<boolean> {
  const { events } = tablesOf(filter);
  const take = max + 1;
  const [span] = stretchesOf("event", filter, null);
  if (!events || span === undefined) return false;
  return (await db.event.count({ where: { ...eventsOf(filter), ...span }, take })) > max;
}

/** The place of a line of this letter; null if it has no such line. */
export async function placeOf(
  db: Db,
  letterId: string,
  { table, id }: Pick<Place, "table" | "id">,
): Promise<Place | null> {
  const which = { where: { id, letterId }, select: { at: true } };
  const row =
    table === "event" ? await db.event.findFirst(which) : await db.staffEvent.findFirst(which);
  return row === null ? null : { table, id, at: row.at };
}

/** Whether an entry, existing or erased, belongs to a letter. */
export async function wasEntryOf(db: Db, letterId: string, entryId: string): Promise<boolean> {
  const first = await db.event.findFirst({
    where: { signatureId: entryId },
    orderBy: { id: "asc" },
    select: { letterId: true },
  });
  return first?.letterId === letterId;
}

/** Which tables a filter can find something in. */
function tablesOf({ what, entryIds }: HistoryFilter): { events: boolean; staff: boolean } {
  return { events: what !== "staff", staff: entryIds === null };
}

/** At the same moment, lines of the table `staff_event` come first. */
function byPlace(left: Place, right: Place): number {
  const byTime = right.at.getTime() - left.at.getTime();
  if (byTime !== 0) return byTime;
  if (left.table !== right.table) return left.table === "staff" ? -1 : 1;
  return right.id - left.id;
}

/** What comes after a place, in stretches that are read one after the other. */
function stretchesOf(
  table: Place["table"],
  { since, before }: HistoryFilter,
  after: Place | null,
): Stretch[] {
  const from = since === null ? {} : { gte: since };
  if (after === null || (before !== null && after.at >= before)) {
    return [{ at: { ...from, ...(before !== null && { lt: before }) } }];
  }
  if (since !== null && after.at < since) return [];
  if (table === after.table) {
    return [{ at: after.at, id: { lt: after.id } }, { at: { ...from, lt: after.at } }];
  }
  return [{ at: { ...from, ...(table === "event" ? { lte: after.at } : { lt: after.at }) } }];
}

async function findEvents(
  db: Db,
  filter: HistoryFilter,
  after: Place | null,
  count: number,
): Promise<FoundLines> {
  const lines: StoredLine[] = [];
  for (const stretch of stretchesOf("event", filter, after)) {
    const stoppedAt = await scanEnd(db, filter, stretch);
    const rows = await db.event.findMany({
      where: { ...eventsOf(filter), ...(stoppedAt === null ? stretch : cut(stretch, stoppedAt)) },
      orderBy: NEWEST_FIRST,
      take: count - lines.length,
    });
    for (const { signatureId: entryId, letterId: _, ...row } of rows) {
      lines.push({ ...row, table: "event", entryId, accountId: null, detail: null });
    }
    if (lines.length === count) break;
    if (stoppedAt !== null) return { lines, stoppedAt };
  }
  return { lines, stoppedAt: null };
}

/** Which rows are wanted. If entries are given, their ids alone find the rows: they are few. */
function eventsOf({ letterId, entryIds, what, by }: HistoryFilter) {
  return {
    ...(entryIds === null ? { letterId } : { signatureId: { in: [...entryIds] } }),
    ...(what !== null && { code: what }),
    ...(by !== null && { by }),
  };
}

/** The last row of a stretch that one request may scan; null if it reaches the end. */
async function scanEnd(db: Db, filter: HistoryFilter, stretch: Stretch): Promise<Place | null> {
  const { letterId, entryIds, what, by } = filter;
  if (entryIds !== null || (what === null && by === null)) return null;
  const row = await db.event.findFirst({
    where: { letterId, ...stretch },
    orderBy: NEWEST_FIRST,
    skip: SCAN_MAX - 1,
    select: { id: true, at: true },
  });
  return row === null ? null : { ...row, table: "event" };
}

/** A stretch up to and including one of its rows. */
function cut(stretch: Stretch, { at, id }: Place) {
  if ("id" in stretch) return { at: stretch.at, id: { ...stretch.id, gte: id } };
  return { at: { ...stretch.at, gte: at }, OR: [{ at: { gt: at } }, { id: { gte: id } }] };
}

/** This table holds thousands of rows at most, not millions. */
async function findStaffEvents(
  db: Db,
  filter: HistoryFilter,
  after: Place | null,
  count: number,
): Promise<StoredLine[]> {
  const { letterId, what, by } = filter;
  const lines: StoredLine[] = [];
  for (const stretch of stretchesOf("staff", filter, after)) {
    const rows = await db.staffEvent.findMany({
      where: {
        letterId,
        ...(what !== null && what !== "staff" && { what }),
        ...(by !== null && { by }),
        ...stretch,
      },
      orderBy: NEWEST_FIRST,
      take: count - lines.length,
    });
    for (const { what: code, letterId: _, ...row } of rows) {
      const ofNoEntry = { move: null, entryId: null, fromState: null, reason: null };
      lines.push({ ...row, table: "staff", code, ...ofNoEntry });
    }
    if (lines.length === count) break;
  }
  return lines;
}
