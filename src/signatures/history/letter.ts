import { staffNames } from "../../accounts/names.ts";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { BYTE_ORDER_MARK, toCsv } from "../../shared/text/csv.ts";
import { isState } from "../lifecycle.ts";
import { entriesNamed } from "../search.ts";
import {
  type HistoryFilter,
  hasMoreLines,
  linesAfter,
  type Place,
  placeOf,
  type StoredLine,
  wasEntryOf,
} from "./store.ts";

const PAGE_SIZE = 50;
/** Lines of a file that are read at a time. */
const FILE_PAGE_SIZE = 1_000;
/** Entries of a searched name whose history is shown, unless one statement names fewer. */
const SEARCHED_ENTRIES_MAX = 90;

/** What staff do with a letter other than with its entries, if there are words for it. */
export const STAFF_EVENT_CODES = [
  "letter-created",
  "letter-opened",
  "letter-closed",
  "letter-drafted",
  "letter-version",
  "letter-text-proposed",
  "letter-text-approved",
  "letter-text-discarded",
  "letter-reaffirm-asked",
  "letter-settings",
  "reasons-changed",
  "import",
  "import-stopped",
  "import-undone",
  "invited",
  "role-granted",
  "role-revoked",
  "invalidation-proposed",
  "invalidation-released",
  "invalidation-cancelled",
  "invalidation-resumed",
  "invalidation-undone",
  "mass-act-proposed",
  "mass-act-released",
  "mass-act-cancelled",
  "history-exported",
] as const;

/** The columns of the file, in this order. */
export const HISTORY_COLUMNS = ["at", "who", "what", "entry id", "from", "to", "reason"] as const;

/** What a history is filtered by, as a form asks for it. */
export type HistoryQuery = {
  /** Words of a name, or the id of an entry. */
  q: string;
  /** A code, or "staff". */
  what: string | null;
  /** An account, "signatory" or "import". */
  who: string | null;
  /** The first and the last day, each as midnight UTC. */
  from: Date | null;
  to: Date | null;
};

/** A line of the history of a letter. */
export type LetterLine = StoredLine & {
  /** The entry that it is about; its name is null if its data was erased. */
  entry: { id: string; name: string | null; isThere: boolean } | null;
};

/** A page, newest first. */
export type LetterHistory = {
  lines: LetterLine[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
  /** How far back the search went, if it stopped before the page was full. */
  lookedBackTo: Date | null;
  /** How many entries of the searched name are shown, where more bear it; else null. */
  entriesMax: number | null;
};

/** What happened to the entries of a letter, and what staff did with it, a page at a time. */
export async function letterHistory(
  { db }: Pick<Deps, "db">,
  letterId: string,
  query: HistoryQuery & { after: string | null },
): Promise<LetterHistory> {
  const { filter, entriesMax } = await filterOf({ db }, letterId, query);
  const cursor = parseCursor(query.after);
  const after = cursor === null ? null : await placeOf(db, letterId, cursor);
  const { lines, next } = await linesAfter(db, filter, after, PAGE_SIZE);
  return {
    lines: await withEntries({ db }, lines),
    next: next && formatCursor(next),
    lookedBackTo: next !== null && lines.length < PAGE_SIZE ? next.at : null,
    entriesMax,
  };
}

/** The most lines that one download may hold, if this history has more; else null. */
export async function exceededByHistory(
  { db }: Pick<Deps, "db">,
  letterId: string,
  query: HistoryQuery,
): Promise<number | null> {
  const max = db.$limits.exportRowsMax;
  if (max === null) return null;
  const { filter } = await filterOf({ db }, letterId, query);
  return (await hasMoreLines(db, filter, max)) ? max : null;
}

/**
 * A history as CSV, newest first, in pieces: codes, ids and display names, but no signatory's name.
 * In a line about staff, “to” is the person to whom it was done, and “reason” what else is known,
 * as JSON. What comes meanwhile is not in it, and memory does not grow with its length. The export
 * is recorded in the history first.
 */
export async function* exportHistory(
  deps: Pick<Deps, "db" | "clock">,
  letter: Letter,
  accountId: string,
  query: HistoryQuery,
): AsyncGenerator<string> {
  const { q: _, what, who, from, to } = query;
  const days = { from: from?.toISOString() ?? null, to: to?.toISOString() ?? null };
  await recordStaffEvent(deps, {
    what: "history-exported",
    by: accountId,
    letterId: letter.id,
    detail: { what, who, ...days },
  });
  const names = await staffNames(deps);
  const { filter } = await filterOf(deps, letter.id, query);
  yield `${BYTE_ORDER_MARK}${toCsv([HISTORY_COLUMNS])}`;
  let after: Place | null = null;
  do {
    const page = await linesAfter(deps.db, filter, after, FILE_PAGE_SIZE);
    if (page.lines.length > 0) yield toCsv(page.lines.map((line) => cellsOf(line, names)));
    after = page.next;
  } while (after !== null);
}

async function filterOf(
  deps: Pick<Deps, "db">,
  letterId: string,
  { q, what, who: by, from: since, to }: HistoryQuery,
): Promise<{ filter: HistoryFilter; entriesMax: number | null }> {
  const found = await searchedEntries(deps, letterId, q.trim());
  const before = to === null ? null : later(to, DAY_MS);
  return {
    filter: { letterId, entryIds: found?.ids ?? null, what, by, since, before },
    entriesMax: found?.isAll === false ? found.ids.length : null,
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The entries of a name, or the one with an id; null if there is nothing to search for. */
async function searchedEntries(
  { db }: Pick<Deps, "db">,
  letterId: string,
  q: string,
): Promise<{ ids: string[]; isAll: boolean } | null> {
  if (q === "") return null;
  const id = q.toLowerCase();
  if (ID.test(id)) return { ids: (await wasEntryOf(db, letterId, id)) ? [id] : [], isAll: true };
  const max = Math.min(SEARCHED_ENTRIES_MAX, db.$limits.namedMax);
  return await entriesNamed(db, letterId, q, max);
}

async function withEntries(
  { db }: Pick<Deps, "db">,
  lines: readonly StoredLine[],
): Promise<LetterLine[]> {
  const ids = new Set(lines.flatMap(({ entryId }) => (entryId === null ? [] : [entryId])));
  const rows = await db.signature.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return lines.map((line) => {
    const { entryId: id } = line;
    if (id === null) return { ...line, entry: null };
    return { ...line, entry: { id, name: names.get(id) || null, isThere: names.has(id) } };
  });
}

function cellsOf(line: StoredLine, names: ReadonlyMap<string, string>): string[] {
  return [
    line.at.toISOString(),
    // What is not an account's id is written as it is; an account that is gone has no name.
    names.get(line.by) ?? (ID.test(line.by) ? "" : line.by),
    line.code,
    line.entryId ?? "",
    line.fromState ?? "",
    toOf(line, names),
    line.reason ?? (line.detail === "{}" ? "" : (line.detail ?? "")),
  ];
}

/** The state that an entry came to, or the member of staff to whom something was done. */
function toOf({ table, code, accountId }: StoredLine, names: ReadonlyMap<string, string>): string {
  if (table === "staff") return names.get(accountId ?? "") ?? "";
  return isState(code) ? code : "";
}

/** The largest number that the columns hold. */
const ROW_ID_MAX = 2 ** 31 - 1;

function formatCursor({ table, id }: Place): string {
  return `${table}-${id}`;
}

function parseCursor(text: string | null): Pick<Place, "table" | "id"> | null {
  const [, table, digits] = /^(event|staff)-(\d{1,10})$/.exec(text ?? "") ?? [];
  const id = Number(digits);
  if ((table !== "event" && table !== "staff") || id > ROW_ID_MAX) return null;
  return { table, id };
}
