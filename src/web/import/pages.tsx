import type { Context } from "hono";
import type { ChoicesProps } from "../../../views/import/choices.tsx";
import { ImportPage, type ImportPageProps } from "../../../views/import/page.tsx";
import { ImportPreviewPage } from "../../../views/import/preview.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import {
  IMPORT_ROWS_PER_FORM_MAX,
  IMPORT_SIZE_MAX,
  IMPORT_UNPACKED_PER_FORM_MAX,
  MASS_ACTS,
} from "../../limits.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import type { CheckResult } from "../../signatures/import/check.ts";
import { type ImportError, sheetsNotices } from "../../signatures/import/findings.ts";
import { IMPORT_FIELDS } from "../../signatures/import/mapping/fields.ts";
import { PREVIEW_MAX, previewImport } from "../../signatures/import/preview.ts";
import { SEPARATORS } from "../../signatures/import/reading/csv.ts";
import { ENCODINGS, type Encoding } from "../../signatures/import/reading/encoding.ts";
import type { ReadAs, Table } from "../../signatures/import/reading/read.ts";
import type { ImportSource } from "../../signatures/import/reading/source.ts";
import type { RememberedColumns } from "../../signatures/import/remembered.ts";
import { forecastImport } from "../../signatures/mass/import.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import type { SentForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { choicesHash, chosenIn, columnsOf, readChoices } from "./choices.ts";
import { importLines } from "./record.tsx";
import { noticeSentence, problemSentence } from "./sentences.ts";
import type { CarriedFile } from "./source.ts";

const BYTES_PER_MB = 1024 * 1024;
const LIMITS = { size: IMPORT_SIZE_MAX / BYTES_PER_MB, rows: IMPORT_ROWS_PER_FORM_MAX };
export const FORM_LIMITS = {
  rowsMax: IMPORT_ROWS_PER_FORM_MAX,
  unpackedMax: IMPORT_UNPACKED_PER_FORM_MAX,
  keptMax: IMPORT_ROWS_PER_FORM_MAX,
};

/** What was sent to be previewed. */
type Sent = {
  source: ImportSource;
  carried: CarriedFile;
  typed: string;
  fields: SentForm["fields"];
};

/** Shows what becomes of a file, and what each of its columns was taken for. */
export async function previewPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { source, carried, typed, fields }: Sent,
): Promise<Response> {
  const { words } = frameFor(deps);
  const asked = { ...FORM_LIMITS, ...readChoices(fields) };
  const preview = await previewImport(deps, letter, source, asked);
  const { checked, remembered, rows, fates, published, newMax } = preview;
  const problems = checked.ok ? checked.file.problems : checked.problems;
  const lineProblems = problems
    .slice(0, PREVIEW_MAX)
    .map((problem) => problemSentence(words, problem));
  const found = checked.ok ? checked.file.notices : sheetsNotices(otherSheets(checked.table));
  const notices = found.map((notice) => noticeSentence(words, notice));
  if (remembered !== null) {
    const day = words.day(remembered.chosenAt);
    notices.unshift(words("importing.choices-remembered", { day }));
  }
  const choices = choicesOf(words, checked, { carried, fields, remembered });
  const problemCount = checked.ok ? checked.file.problemCount : problems.length;
  if (!checked.ok || checked.file.rowCount === 0) {
    const shown = { typed, notices, choices, status: 422 } as const;
    if (!checked.ok && checked.table === null) {
      // Nothing could be read, for one reason.
      return await importPage(c, deps, { ...shown, problem: lineProblems.join(" ") });
    }
    const problem =
      problemCount > 0
        ? words("importing.problem-lines", { count: problemCount })
        : words("importing.problem-nobody");
    return await importPage(c, deps, { ...shown, problem, lineProblems, problemCount });
  }
  if (newMax !== null) {
    const problem = words("importing.problem-many", { max: newMax });
    return await importPage(c, deps, { typed, problem, notices, choices, status: 422 });
  }
  const { rowCount, badCount } = checked.file;
  const page = (
    <ImportPreviewPage
      {...deskProps(c, deps, "import")}
      rows={rows}
      rowCount={rowCount}
      badCount={badCount}
      fates={fates}
      above={await forecastImport(deps, c.get("account"), letter, published)}
      max={MASS_ACTS.max}
      readAs={readAsSentences(words, checked.file.table.readAs)}
      notices={notices}
      lineProblems={lineProblems}
      problemCount={problemCount}
      choices={choices}
      seen={choices === null ? "" : choicesHash(choices.columns, choices.chosen)}
      carried={carried}
      hash={sha256Hex(carried.base64)}
    />
  );
  return await privatePage(c, page, badCount > 0 ? 422 : 200);
}

function readAsSentences(words: Words, readAs: ReadAs): string {
  switch (readAs.format) {
    case "list":
      return `${words("importing.read-list")} ${encodingSentence(words, readAs)}`;
    case "table":
      return `${words("importing.read-table", { width: readAs.width })} ${encodingSentence(words, readAs)}`;
    case "workbook":
      return words("importing.read-table", { width: readAs.width });
  }
}

function encodingSentence(words: Words, { encoding }: { encoding: Encoding }): string {
  return words("importing.read-encoding", { encoding });
}

function otherSheets(table: Table | null): readonly string[] {
  return table?.readAs.format === "workbook" ? table.readAs.others : [];
}

/** Errors of a text that may be read well in another way. */
const OTHERWISE: readonly ImportError[] = ["no-table", "open-quote", "long-record", "no-rows"];

/** What can be chosen about a file; null if it is none whatever is chosen. */
function choicesOf(
  words: Words,
  checked: CheckResult,
  given: Pick<Sent, "carried" | "fields"> & { remembered: RememberedColumns | null },
): ChoicesProps | null {
  const { carried, fields, remembered } = given;
  const table = checked.ok ? checked.file.table : checked.table;
  const isText = !checked.ok && checked.problems.some(({ code }) => OTHERWISE.includes(code));
  if (table === null && !isText) return null;
  const columns = checked.ok ? checked.file.mapping.columns : checked.columns;
  const sampleAt = (at: number) =>
    table?.samples.map((cells) => (cells[at] ?? "").trim()).find((cell) => cell !== "") ?? "";
  const readAs = table?.readAs ?? null;
  return {
    columns: (readAs?.format === "list" ? [] : columns).map(({ at, heading, field }) => ({
      at,
      heading,
      field: field ?? "",
      sample: sampleAt(at).slice(0, SAMPLE_LENGTH_MAX),
    })),
    fields: IMPORT_FIELDS.map((field) => ({
      value: field,
      label: words(`importing.field-${field}`),
    })),
    chosen: chosenIn(fields, remembered),
    columnsOf: columnsOf(fields),
    // What was pasted is text already.
    encodings: carried.name === "" || readAs?.format === "workbook" ? [] : ENCODINGS,
    separators: readAs?.format === "workbook" ? [] : SEPARATORS,
    sheets: readAs?.format === "workbook" ? [readAs.sheet, ...readAs.others] : [],
    carried,
  };
}

/** How much of a cell is shown beside its column. */
const SAMPLE_LENGTH_MAX = 80;

export async function tooLarge(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  const problem = frameFor(deps).words("importing.problem-large", LIMITS);
  return await importPage(c, deps, { problem, status: 413 });
}

export async function importPage(
  c: Context<StaffEnv>,
  deps: Deps,
  shown: Partial<
    Pick<
      ImportPageProps,
      | "typed"
      | "problem"
      | "lineProblems"
      | "problemCount"
      | "notices"
      | "done"
      | "isWaiting"
      | "choices"
    >
  > & { status?: 200 | 409 | 413 | 422 },
): Promise<Response> {
  const { words } = frameFor(deps);
  const { typed = "", problem = null, lineProblems = [], done = null, status = 200 } = shown;
  const page = (
    <ImportPage
      {...deskProps(c, deps, "import")}
      typed={typed}
      problem={problem}
      lineProblems={lineProblems}
      done={done}
      isWaiting={shown.isWaiting ?? false}
      problemCount={shown.problemCount ?? 0}
      notices={shown.notices ?? []}
      choices={shown.choices ?? null}
      limits={LIMITS}
      columns={IMPORT_FIELDS.map((name) => ({ name, holds: words(`importing.holds-${name}`) }))}
      encodings={ENCODINGS}
      records={await importLines(deps, letterOf(c).id)}
    />
  );
  return await privatePage(c, page, status);
}
