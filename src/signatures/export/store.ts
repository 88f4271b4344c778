import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { empty, join, leavingOut, raw, sql } from "../../db/sql.ts";
import type { State } from "../lifecycle.ts";

/** Rows that an export reads at a time, so few that nobody waits for them. */
const EXPORT_PAGE_SIZE = 120;
/** The same where rows come from afar, and a request may ask so many times only. */
const EXPORT_PAGE_SIZE_AFAR = 1_000;

/** The highest id of a letter's signatures; null if there is none. */
export async function highestId(db: Db, letterId: string): Promise<string | null> {
  const row = await db.signature.findFirst({
    where: { letterId },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return row?.id ?? null;
}

export type ExportQuery = { letterId: string; states: readonly State[]; withHidden: boolean };

/** A page of an export: what follows one id, up to and including another. */
type ExportPlace = ExportQuery & { withContacts: boolean; after: string; end: string };

/** Whether an export has more than `max` rows. It counts no further. */
export async function hasMoreRows(db: Db, query: ExportQuery, max: number): Promise<boolean> {
  return (await db.signature.count({ where: isExported(query), take: max + 1 })) > max;
}

const optional = z.string().nullable();
// What SQLite gives comes first, and nothing is transformed: over a million rows, what parsing
// leaves behind makes up most of an export's memory.
const moment = z.union([z.string(), z.date()]).nullable();
const flag = z.union([z.number(), z.boolean()]);

/** The columns of every export, as an engine gives them. */
const exported = {
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  sort_name: optional,
  title: optional,
  affiliation: optional,
  website: optional,
  country: z.string(),
  state: z.string(),
  visibility: z.string(),
  language: z.string(),
  letter_version_id: z.string(),
  signed_at: moment,
  verified_at: moment,
  decided_at: moment,
  decided_by: optional,
  reason: optional,
  reason_words: optional,
  source: optional,
  capacity: optional,
  import_key: optional,
};
/** The further columns for those who may see contacts. */
const contacts = {
  email: optional,
  contact_name: optional,
  contact_role: optional,
  updates: flag.nullable(),
};
const exportedRows = z.array(z.object({ ...exported, ...contacts }));

export type ExportedRow = z.infer<typeof exportedRows>[number];

const WITH_CONTACTS = raw([...Object.keys(exported), ...Object.keys(contacts)].join(", "));
const WITHOUT_CONTACTS = raw(
  [...Object.keys(exported), ...Object.keys(contacts).map((name) => `NULL AS ${name}`)].join(", "),
);

/** A page of an export, in the order of ids. */
export async function exportPage(
  db: Db,
  { letterId, states, withHidden, withContacts, after, end }: ExportPlace,
): Promise<ExportedRow[]> {
  const columns = withContacts ? WITH_CONTACTS : WITHOUT_CONTACTS;
  const shown = withHidden ? empty : raw("AND hidden_at IS NULL");
  // What was taken down is off every file at once: the day until it is erased is for an undo.
  const erased = states.includes("takendown") ? raw("AND takendown_from IS NULL") : empty;
  const isAfar = db.$limits.exportRowsMax !== null;
  const size = isAfar ? EXPORT_PAGE_SIZE_AFAR : EXPORT_PAGE_SIZE;
  const rows = await db.$rows(sql`
    SELECT ${columns} FROM signature
    WHERE letter_id = ${letterId} AND id > ${after} AND id <= ${end} AND NOT is_test
      AND ${leavingOut(sql`state IN (${join(states)})`)} ${shown} ${erased}
    ORDER BY id LIMIT ${size}`);
  return exportedRows.parse(rows);
}

function isExported({ letterId, states, withHidden }: ExportQuery) {
  const shown = { isTest: false, takendownFrom: null, ...(withHidden ? {} : { hiddenAt: null }) };
  return { letterId, state: { in: [...states] }, ...shown };
}

/** The numbers of a letter's versions, by id. */
export async function versionNumbers(db: Db, letterId: string): Promise<Map<string, number>> {
  const rows = await db.letterVersion.findMany({
    where: { letterId },
    select: { id: true, number: true },
  });
  return new Map(rows.map((row) => [row.id, row.number]));
}
