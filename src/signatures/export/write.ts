import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { reasonLabels } from "../../letters/reasons.ts";
import { openUnder } from "../../shared/keys/key-change.ts";
import { isReason } from "../../shared/reasons.ts";
import { BYTE_ORDER_MARK, type CsvSeparator, toCsv } from "../../shared/text/csv.ts";
import { clockTimeIn } from "../../shared/time-zone.ts";
import type { State } from "../lifecycle.ts";
import { type Imported, importsOf } from "../queue/facts.ts";
import { type ExportedRow, exportPage, hasMoreRows, highestId, versionNumbers } from "./store.ts";

/** The columns of an export, in this order. */
export const EXPORT_COLUMNS = [
  "id",
  "kind",
  "name",
  "sort_name",
  "title",
  "affiliation",
  "website",
  "country",
  "state",
  "visibility",
  "language",
  "letter_version",
  "signed_at",
  "verified_at",
  "decided_at",
  "decided_by",
  "reason",
  "group",
  "source",
  "capacity",
] as const;

/** The further columns of an export with contacts. */
export const CONTACT_COLUMNS = ["email", "contact_name", "contact_role", "updates"] as const;

/** How a CSV is laid out for a reader; programs read it as it is without one. */
export type CsvLayout = {
  separator: CsvSeparator;
  /** What stands above columns, by their names; a column without one has its name. */
  headings: ReadonlyMap<string, string>;
  /** The IANA name of the time zone on whose clocks times are written; null: ISO 8601 in UTC. */
  timeZone: string | null;
};

export type ExportRequest = {
  format: "csv" | "json";
  layout?: CsvLayout;
  states: readonly State[];
  /** With addresses and contact persons, and with the names of those who are not publicly named. */
  withContacts: boolean;
  withHidden: boolean;
};

/**
 * The most entries that one download over HTTP may hold, if this export has more; else null. The
 * command line has no such limit.
 */
export async function exceededByExport(
  { db }: Pick<Deps, "db">,
  letter: Letter,
  request: ExportRequest,
): Promise<number | null> {
  const max = db.$limits.exportRowsMax;
  if (max === null) return null;
  return (await hasMoreRows(db, { letterId: letter.id, ...request }, max)) ? max : null;
}

/** The cells of an entry, in the order of the columns. */
type ExportRow = string[];
type ExportDeps = Pick<Deps, "db" | "keys">;

/** A piece of the file, and how many signatories are in it. */
export type ExportPiece = { text: string; rows: number };

/**
 * The signatories of a letter as a file, in pieces. Reads by id up to the highest one at the
 * start, so that entries that come meanwhile neither repeat nor shift it, and memory does not
 * grow with its length.
 */
export async function* exportSignatories(
  deps: ExportDeps,
  letter: Letter,
  request: ExportRequest,
): AsyncGenerator<ExportPiece> {
  const columns = [...EXPORT_COLUMNS, ...(request.withContacts ? CONTACT_COLUMNS : [])];
  const isCsv = request.format === "csv";
  const { separator = ",", headings } = request.layout ?? {};
  const head = columns.map((name) => headings?.get(name) ?? name);
  yield { text: isCsv ? `${BYTE_ORDER_MARK}${toCsv([head], separator)}` : "[", rows: 0 };
  let isFirst = true;
  for await (const page of exportRows(deps, letter, request)) {
    yield {
      text: isCsv ? toCsv(page, separator) : toJson(page, columns, isFirst),
      rows: page.length,
    };
    isFirst = false;
  }
  if (!isCsv) yield { text: "\n]\n", rows: 0 };
}

function toJson(rows: readonly ExportRow[], columns: readonly string[], isFirst: boolean): string {
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? ""]))),
  );
  return `${isFirst ? "\n" : ",\n"}${objects.join(",\n")}`;
}

async function* exportRows(
  deps: ExportDeps,
  letter: Letter,
  request: ExportRequest,
): AsyncGenerator<ExportRow[]> {
  const end = await highestId(deps.db, letter.id);
  const { timeZone = null } = (request.format === "csv" && request.layout) || {};
  const context = {
    timeZone,
    names: await staffNames(deps),
    labels: await reasonLabels(deps, letter.id),
    versions: await versionNumbers(deps.db, letter.id),
    ...request,
  };
  let after = "";
  while (end !== null && after < end) {
    const page = await exportPage(deps.db, { letterId: letter.id, after, end, ...request });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    const imports = await importsOf(
      deps.db,
      page.map(({ id, import_key: importKey }) => ({ id, importKey })),
    );
    const rows = page.map((row) => exportRow(row, { ...context, imports }));
    yield request.withContacts
      ? await Promise.all(
          page.map(async (row, index) => [
            ...(rows[index] ?? []),
            ...(await contactColumns(deps, row)),
          ]),
        )
      : rows;
  }
}

type RowContext = {
  /** Null: times are in UTC. */
  timeZone: string | null;
  names: ReadonlyMap<string, string>;
  /** What a letter's own reasons are called, by code. */
  labels: ReadonlyMap<string, string>;
  versions: ReadonlyMap<string, number>;
  withContacts: boolean;
  /** Who imported which of them. */
  imports: ReadonlyMap<string, Imported>;
};

/** The cells of {@link EXPORT_COLUMNS}. */
function exportRow(row: ExportedRow, context: RowContext): ExportRow {
  const isNamed = row.visibility === "full" || context.withContacts;
  const named = (text: string | null) => (isNamed ? (text ?? "") : "");
  return [
    row.id,
    row.kind,
    named(row.name),
    named(row.sort_name),
    named(row.title),
    named(row.affiliation),
    row.website ?? "",
    row.country,
    row.state,
    row.visibility,
    row.language,
    String(context.versions.get(row.letter_version_id) ?? ""),
    momentOf(row.signed_at, context),
    momentOf(row.verified_at, context),
    momentOf(row.decided_at, context),
    context.names.get(row.decided_by ?? "") ?? "",
    row.reason_words ?? (reasonOf(row.reason ?? "", context) || importedBy(row, context)),
    // No letter has groups yet.
    "",
    row.source ?? "",
    row.capacity ?? "",
  ];
}

/** How an entry came that nobody confirmed by mail. */
function importedBy(row: ExportedRow, { imports, names }: RowContext): string {
  const imported = imports.get(row.id);
  if (imported === undefined || row.verified_at !== null) return "";
  const by = names.get(imported.by) ?? "the command line";
  return `Imported by ${by} on ${imported.at.toISOString().slice(0, 10)}`;
}

/**
 * ISO 8601 in UTC. Text is so already, except for how it writes the zone. On the clocks of a zone:
 * such as 2026-03-01 14:05, which spreadsheets take for a time.
 */
function momentOf(
  moment: Date | string | null,
  { timeZone }: Pick<RowContext, "timeZone">,
): string {
  if (moment === null) return "";
  if (timeZone !== null)
    return clockTimeIn(timeZone, new Date(moment)).toISOString().slice(0, 16).replace("T", " ");
  return typeof moment === "string" ? moment.replace("+00:00", "Z") : moment.toISOString();
}

/** The product's own reasons by code, for programs; a letter's own by label. */
function reasonOf(code: string, { labels }: RowContext): string {
  return isReason(code) ? code : (labels.get(code) ?? code);
}

/** What stands for an address that cannot be opened: no address, so that nobody mails to it. */
const UNREADABLE = "unreadable";

/** The cells of {@link CONTACT_COLUMNS}. */
async function contactColumns(deps: ExportDeps, row: ExportedRow): Promise<ExportRow> {
  return [
    row.email === null ? "" : ((await openUnder(deps.keys, row.email)) ?? UNREADABLE),
    row.contact_name ?? "",
    row.contact_role ?? "",
    Number(row.updates) === 1 ? "yes" : "no",
  ];
}
