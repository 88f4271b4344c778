import { z } from "zod";
import { IMPORT_COLUMNS } from "../../shared/import-columns.ts";
import { fromCell } from "../../shared/text/csv.ts";
import { takingTurns } from "../../shared/turns.ts";
import {
  countryField,
  emailField,
  type FieldError,
  fieldError,
  nameField,
  optionalLine,
  websiteField,
} from "../signing/fields.ts";
import { parseCsv } from "./csv.ts";

/** The most rows that one file may have. */
const IMPORT_ROWS_MAX = 100_000;

const REQUIRED_COLUMNS = ["kind", "name", "title", "affiliation"] as const;

/** What can be wrong with a file beyond its fields. Each has its own sentence in the catalogues. */
const IMPORT_ERRORS = [
  "kind-unknown",
  "state-unknown",
  "title-of-organisation",
  "website-of-person",
  "no-rows",
  "not-csv",
  "too-many-rows",
  "wrong-cells",
  "unknown-column",
  "missing-column",
  "same-as-line",
] as const;

export type ImportError = (typeof IMPORT_ERRORS)[number];

const blank = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined);
const rowSchema = z
  .object({
    kind: z.enum(["organisation", "individual"], "kind-unknown"),
    name: nameField,
    title: optionalLine("title"),
    affiliation: optionalLine("affiliation"),
    sort_name: optionalLine("sort_name"),
    country: countryField,
    website: websiteField,
    email: blank.pipe(emailField.optional()),
    state: blank.pipe(z.enum(["published", "pending"], "state-unknown").default("published")),
  })
  .refine((row) => row.kind === "individual" || (row.title === null && row.affiliation === null), {
    message: "title-of-organisation",
  })
  .refine((row) => row.kind === "organisation" || row.website === null, {
    message: "website-of-person",
  });

/** A row of the file, every cell checked, with the number of its line. */
export type ImportRow = z.infer<typeof rowSchema> & { line: number };

/** What is wrong with one line of the file; `detail` names a column, or an earlier line. */
export type ImportProblem = { line: number; error: ImportError | FieldError; detail: string };

/** The rows that can be read, and what is wrong with the others. */
export type ImportFile = { rows: ImportRow[]; problems: ImportProblem[] };

/** Reads a file of signatories, of `rowsMax` rows at most, and names every line that is wrong. */
export async function readRows(source: string, rowsMax = IMPORT_ROWS_MAX): Promise<ImportFile> {
  // One more for the header.
  const parsed = await parseCsv(source, rowsMax + 1);
  if (!parsed.ok) {
    const { line, message: detail } = parsed;
    return { rows: [], problems: [{ line, error: "not-csv", detail }] };
  }
  const [header, ...records] = parsed.records;
  const columns = header?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  const problems = headerProblems(columns);
  if (problems.length > 0) return { rows: [], problems };
  if (records.length === 0) problems.push({ line: 1, error: "no-rows", detail: "" });
  if (records.length > rowsMax) {
    return { rows: [], problems: [{ line: 1, error: "too-many-rows", detail: String(rowsMax) }] };
  }
  const rows: ImportRow[] = [];
  const pause = takingTurns();
  for (const { line, cells } of records) {
    await pause();
    if (cells.length !== columns.length) {
      problems.push({ line, error: "wrong-cells", detail: `${cells.length}/${columns.length}` });
      continue;
    }
    const row = rowSchema.safeParse(
      Object.fromEntries(columns.map((name, at) => [name, fromCell(cells[at] ?? "")])),
    );
    if (row.success) rows.push({ ...row.data, line });
    else problems.push(...row.error.issues.map((issue) => ({ line, ...explain(issue) })));
  }
  return { rows, problems };
}

function headerProblems(columns: readonly string[]): ImportProblem[] {
  const unknown = columns.filter((name) => !IMPORT_COLUMNS.some((column) => column === name));
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  return [
    ...unknown.map((detail) => ({ line: 1, error: "unknown-column", detail }) as const),
    ...missing.map((detail) => ({ line: 1, error: "missing-column", detail }) as const),
  ];
}

const importError = z.enum(IMPORT_ERRORS);

function explain(issue: z.core.$ZodIssue): Omit<ImportProblem, "line"> {
  const known = importError.safeParse(issue.message);
  const error = known.success ? known.data : fieldError(issue.message, "damaged");
  return { error, detail: issue.path.join(".") };
}
