import { giveBack } from "../../accounts/mass/allowance.ts";
import { staffNames } from "../../accounts/names.ts";
import type { Db } from "../../db/db.ts";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, later, MINUTE_MS } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { keepErasures, toKind } from "../store.ts";

/** For this long an import can be gone on with, or undone. */
export const IMPORT_UNDO_DAYS = 7;
/** One that runs and has written nothing for so long has died with its process. */
const SILENT_MS = MINUTE_MS;
/** Imports that are listed; older ones stay in the database. */
const LISTED_MAX = 20;
/** Entries of one that are named before it is undone. */
const SAMPLE_MAX = 10;
/** Entries that an undo deletes in one statement. */
const REMOVED_AT_ONCE = 500;

type RecordDeps = Pick<Deps, "db" | "clock">;

/** Which import: whose, of which letter, and of which rows. */
type Which = { letterId: string; by: string; rowsHash: string };

/** Records that an import begins to write, and gives its id. */
export async function beginImport(
  { db, clock }: RecordDeps,
  begun: Which & { expected: number; counted: number; startedAt: Date },
): Promise<string> {
  const id = newId(clock);
  const data = { ...begun, id, state: "running", wentOnAt: clock.now() };
  await db.importRecord.create({ data, select: { id: true } });
  return id;
}

/** Lets the same rows go on with an import of theirs that was stopped; null if there is none. */
export async function resumeImport(deps: RecordDeps, which: Which): Promise<string | null> {
  const now = deps.clock.now();
  const isHalf = { ...which, startedAt: { gt: later(now, -IMPORT_UNDO_DAYS * DAY_MS) } };
  const found = await deps.db.importRecord.findFirst({
    where: { AND: [isHalf, isStopped(now)] },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (found === null) return null;
  const resumed = await step(deps.db, { id: found.id, ...isStopped(now) }, "running", {
    wentOnAt: now,
    endedAt: null,
  });
  return resumed ? found.id : null;
}

/** Whether an import may write its next slice: not once somebody has stopped it. */
export async function goOnWithImport({ db, clock }: RecordDeps, id: string): Promise<boolean> {
  return await step(db, { id, state: "running" }, "running", { wentOnAt: clock.now() });
}

/**
 * Records how far an import came. If it was undone while it wrote its last slice, that slice goes,
 * too.
 */
export async function endImport(deps: RecordDeps, id: string, to: "done" | "stopped") {
  const endedAt = deps.clock.now();
  if (await step(deps.db, { id, state: "running" }, to, { endedAt })) return;
  if ((await deps.db.importRecord.count({ where: { id, state: "undone" } })) > 0) {
    await removeUntouched(deps.db, id);
  }
}

/** Stops an import before its next slice. False if it does not run. */
export async function stopImport(deps: RecordDeps, letterId: string, id: string): Promise<boolean> {
  const isRunning = { id, letterId, state: "running" };
  return await step(deps.db, isRunning, "stopped", { endedAt: deps.clock.now() });
}

/** What became of the wish to undo an import. */
export type UndoneImport =
  | { outcome: "undone"; removed: number; by: string }
  | { outcome: "late" | "unknown" };

/**
 * Takes out what an import added and nobody has changed, noted or asked about since, as if it had
 * never been added: the same file can be imported again. Broken off, it can be undone once more.
 */
export async function undoImport(
  deps: RecordDeps,
  letterId: string,
  id: string,
): Promise<UndoneImport> {
  const now = deps.clock.now();
  const row = await deps.db.importRecord.findFirst({ where: { id, letterId } });
  if (row === null) return { outcome: "unknown" };
  const { by, counted, startedAt } = row;
  if (startedAt <= later(now, -IMPORT_UNDO_DAYS * DAY_MS)) return { outcome: "late" };
  // Of two at once, one gives back what the import was counted for.
  const isNew = { id, letterId, state: { not: "undone" } };
  const isUndone = await step(deps.db, isNew, "undone", { endedAt: now });
  const removed = await removeUntouched(deps.db, id);
  if (isUndone) {
    await giveBack(deps, { accountId: by, act: "import", at: startedAt }, counted);
  }
  return { outcome: "undone", removed, by };
}

/** An import as it stands now. */
export type ImportView = {
  id: string;
  /** A display name; null if the account is gone. */
  by: string | null;
  state: "running" | "stopped" | "done" | "undone";
  /** Entries that it was to add, that are there of it still, and that an undo removes. */
  expected: number;
  there: number;
  removable: number;
  startedAt: Date;
  /** Until when it can be undone; null if that is over. */
  undoUntil: Date | null;
};

/** The latest imports of a letter, newest first. */
export async function listImports(deps: RecordDeps, letterId: string): Promise<ImportView[]> {
  const rows = await deps.db.importRecord.findMany({
    where: { letterId },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: LISTED_MAX,
  });
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [names, there, removable] = await Promise.all([
    staffNames(deps),
    countsOf(deps.db, { importId: { in: ids } }),
    countsOf(deps.db, { importId: { in: ids }, ...UNTOUCHED }),
  ]);
  const now = deps.clock.now();
  return rows.map((row) => {
    const undoUntil = later(row.startedAt, IMPORT_UNDO_DAYS * DAY_MS);
    return {
      id: row.id,
      by: names.get(row.by) ?? null,
      state: stateOf(row, now),
      expected: row.expected,
      there: there.get(row.id) ?? 0,
      removable: removable.get(row.id) ?? 0,
      startedAt: row.startedAt,
      undoUntil: undoUntil > now ? undoUntil : null,
    };
  });
}

/** One of them, with some of the names that an undo would remove; null if there is none. */
export async function viewImport(deps: RecordDeps, letterId: string, id: string) {
  const found = (await listImports(deps, letterId)).find((one) => one.id === id);
  if (found === undefined) return null;
  const sample = await deps.db.signature.findMany({
    where: { importId: id, ...UNTOUCHED },
    orderBy: { id: "asc" },
    take: SAMPLE_MAX,
    select: { kind: true, name: true, title: true, affiliation: true },
  });
  return { ...found, sample: sample.map((one) => ({ ...one, kind: toKind(one.kind) })) };
}

/** What nobody has changed, written a note on or asked about since it was imported. */
const UNTOUCHED = {
  move: "import",
  moveNo: 0,
  notes: { none: {} },
  questions: { none: {} },
} as const;

async function removeUntouched(db: Db, importId: string): Promise<number> {
  // What a statement counts would count the rows of its triggers, too, on D1.
  const where = { importId, ...UNTOUCHED };
  const before = await db.signature.count({ where });
  const untouched = sql`import_id = ${importId} AND move = ${UNTOUCHED.move}
    AND move_no = ${UNTOUCHED.moveNo}
    AND NOT EXISTS (SELECT 1 FROM signature_note WHERE signature_note.signature_id = signature.id)
    AND NOT EXISTS (SELECT 1 FROM question WHERE question.signature_id = signature.id)`;
  while ((await db.signature.findFirst({ where, select: { id: true } })) !== null) {
    await db.$write(sql`
      DELETE FROM signature WHERE ${untouched} AND id IN (
        SELECT id FROM signature WHERE ${untouched} ORDER BY id LIMIT ${REMOVED_AT_ONCE})`);
  }
  if (before > 0) await keepErasures(db);
  return before;
}

type Where = NonNullable<Parameters<Db["importRecord"]["updateManyAndReturn"]>[0]>["where"];

async function step(
  db: Db,
  where: Where,
  state: ImportView["state"],
  columns: { wentOnAt?: Date; endedAt?: Date | null },
): Promise<boolean> {
  const data = { ...columns, state };
  const stepped = await db.importRecord.updateManyAndReturn({
    where: where ?? {},
    data,
    select: { id: true },
  });
  return stepped.length > 0;
}

function isStopped(now: Date) {
  const died = { state: "running", wentOnAt: { lte: later(now, -SILENT_MS) } };
  return { OR: [{ state: "stopped" }, died] };
}

function stateOf(
  { state, wentOnAt }: { state: string; wentOnAt: Date },
  now: Date,
): ImportView["state"] {
  if (state === "running") return wentOnAt <= later(now, -SILENT_MS) ? "stopped" : "running";
  return state === "done" || state === "undone" ? state : "stopped";
}

async function countsOf(db: Db, where: object): Promise<Map<string, number>> {
  const groups = await db.signature.groupBy({ by: ["importId"], where, _count: true });
  return new Map(groups.map(({ importId, _count }) => [importId ?? "", _count]));
}
