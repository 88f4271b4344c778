import { staffNames } from "../accounts/names.ts";
import type { Deps } from "../deps.ts";
import type { Letter } from "../letters/letter.ts";
import { reasonLabels } from "../letters/reasons.ts";
import { BYTE_ORDER_MARK, toCsv } from "../shared/csv.ts";
import { isReason } from "../shared/reasons.ts";
import { exportPage, hasMoreRows, highestId, versionNumbers } from "./bulk-store.ts";
import type { State } from "./lifecycle.ts";

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
] as const;

/** What an export with contacts has besides. */
export const CONTACT_COLUMNS = ["email", "contact_name", "contact_role", "updates"] as const;

/** What an export is of. */
export type ExportRequest = {
  format: "csv" | "json";
  states: readonly State[];
  /** With addresses and contact persons, and the names of those who signed without theirs. */
  withContacts: boolean;
  withHidden: boolean;
};

/**
 * The most entries that one download over HTTP may hold, where this export has more of them; null
 * where it fits. The command line has no such limit.
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

type ExportRow = Record<string, string>;
type ExportDeps = Pick<Deps, "db" | "keys">;

/** A piece of a file, and how many signatories are in it. */
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
  yield { text: isCsv ? `${BYTE_ORDER_MARK}${toCsv([columns])}` : "[", rows: 0 };
  let isFirst = true;
  for await (const page of exportRows(deps, letter, request)) {
    const text = isCsv
      ? toCsv(page.map((row) => columns.map((name) => row[name] ?? "")))
      : toJson(page, columns, isFirst);
    yield { text, rows: page.length };
    isFirst = false;
  }
  if (!isCsv) yield { text: "\n]\n", rows: 0 };
}

function toJson(rows: readonly ExportRow[], columns: readonly string[], isFirst: boolean): string {
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? ""]))),
  );
  return `${isFirst ? "\n" : ",\n"}${objects.join(",\n")}`;
}

async function* exportRows(
  deps: ExportDeps,
  letter: Letter,
  request: ExportRequest,
): AsyncGenerator<ExportRow[]> {
  const end = await highestId(deps.db, letter.id);
  const names = await staffNames(deps);
  const labels = await reasonLabels(deps, letter.id);
  const versions = await versionNumbers(deps.db, letter.id);
  let after = "";
  while (end !== null && after < end) {
    const page = await exportPage(deps.db, { letterId: letter.id, after, end, ...request });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield await Promise.all(
      page.map((row) => exportRow(deps, row, { names, labels, versions, ...request })),
    );
  }
}

type StoredRow = Awaited<ReturnType<typeof exportPage>>[number];
type RowContext = {
  names: ReadonlyMap<string, string>;
  /** What a letter's own reasons are called, by code. */
  labels: ReadonlyMap<string, string>;
  versions: ReadonlyMap<string, number>;
  withContacts: boolean;
};

async function exportRow(
  deps: ExportDeps,
  row: StoredRow,
  context: RowContext,
): Promise<ExportRow> {
  const isNamed = row.visibility === "full" || context.withContacts;
  const named = (text: string | null) => (isNamed ? (text ?? "") : "");
  return {
    id: row.id,
    kind: row.kind,
    name: named(row.name),
    sort_name: named(row.sortName),
    title: named(row.title),
    affiliation: named(row.affiliation),
    website: row.website ?? "",
    country: row.country,
    state: row.state,
    visibility: row.visibility,
    language: row.language,
    letter_version: String(context.versions.get(row.letterVersionId) ?? ""),
    signed_at: row.signedAt.toISOString(),
    verified_at: row.verifiedAt?.toISOString() ?? "",
    decided_at: row.decidedAt?.toISOString() ?? "",
    decided_by: context.names.get(row.decidedBy ?? "") ?? "",
    reason: row.reasonWords ?? reasonOf(row.reason ?? "", context),
    ...(context.withContacts ? await contactColumns(deps, row) : {}),
  };
}

/** A reason of the product by its code, for programs; one of the letter's own by its label. */
function reasonOf(code: string, { labels }: RowContext): string {
  return isReason(code) ? code : (labels.get(code) ?? code);
}

async function contactColumns(deps: ExportDeps, row: StoredRow): Promise<ExportRow> {
  return {
    email: row.email === null ? "" : await deps.keys.decrypt(row.email),
    contact_name: row.contactName ?? "",
    contact_role: row.contactRole ?? "",
    updates: row.updates ? "yes" : "no",
  };
}
