import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { takingTurns } from "../../shared/turns.ts";
import { DateOrders } from "./date-orders.ts";
import {
  type Finding,
  Findings,
  fileFinding,
  type LineFinding,
  type Notice,
  sheetsNotices,
} from "./findings.ts";
import { KeptRows } from "./kept-rows.ts";
import { type Column, type ColumnChoices, type Mapping, mapColumns } from "./mapping/columns.ts";
import type { DateOrder } from "./mapping/dates.ts";
import type { ImportField } from "./mapping/fields.ts";
import type { FileRecord, Separator } from "./reading/csv.ts";
import type { Encoding } from "./reading/encoding.ts";
import { openTable, type Table } from "./reading/read.ts";
import type { ImportSource } from "./reading/source.ts";
import { UnreadableFileError } from "./reading/unreadable.ts";
import type { RememberedColumns } from "./remembered.ts";
import { type ReadRow, readRow } from "./row.ts";
import { Twins } from "./twins.ts";

/** What of a letter the reading of a file goes by. */
type OfLetter = Pick<Letter, "id" | "language" | "timeZone">;

/** What was said about a file beforehand; what was not is found by its content. */
export type ImportChoices = ColumnChoices & {
  encoding?: Encoding | null;
  separator?: Separator | null;
  sheet?: string | null;
  dateOrder?: DateOrder | null;
  /** Asked, if nothing was said about the columns, what was chosen for the same headings before. */
  recall?: (headings: readonly string[]) => Promise<RememberedColumns | null>;
};

/** How much a file may hold, and how many of its rows stay in memory once they are checked. */
export type ImportLimits = { rowsMax: number; unpackedMax: number; keptMax: number };

/** A file that can be read, with all that is wrong with its rows and to be noticed. */
export type CheckedFile = {
  table: Table;
  mapping: Mapping;
  problems: Finding[];
  /** Causes of problems, more than are kept apart. */
  problemCount: number;
  notices: Finding<Notice>[];
  /** Rows with nothing wrong, and the others. */
  rowCount: number;
  badCount: number;
  /** The rows again, a slice at a time, each with what is wrong with it. */
  rows: () => AsyncGenerator<CheckedRow[]>;
};

export type CheckedRow = ReadRow & { record: FileRecord };

/** Hears what a file was read as, and from time to time how many of its rows were checked. */
export type Listener = { opened?: (table: Table) => void; checked?: (rows: number) => void };

export type CheckResult =
  | { ok: true; file: CheckedFile }
  /** The file cannot be read as it is, whatever its rows: some of its columns may be known. */
  | { ok: false; problems: Finding[]; table: Table | null; columns: Column[] };

/**
 * Reads a whole file, a slice at a time, and says what is wrong with it. Of a long one, it keeps
 * fingerprints of the rows alone.
 */
export async function checkFile(
  deps: Pick<Deps, "clock">,
  letter: OfLetter,
  source: ImportSource,
  asked: ImportChoices & ImportLimits,
  listener: Listener = {},
): Promise<CheckResult> {
  let table: Table | null = null;
  let columns: Column[] = [];
  try {
    table = await openTable(source, readingChoices(letter, asked));
    listener.opened?.(table);
    if (table.samples.length === 0) return failed("no-rows", table);
    const isList = table.readAs.format === "list";
    const choices = isList ? asked : await withRecalled(asked, table.headings);
    const mapped = mapColumns(table.headings, table.samples, isList ? {} : choices);
    if (!mapped.ok) {
      const problems = mapped.problems.map(({ error, value }) => fileFinding(error, value));
      return { ok: false, problems, table, columns: mapped.columns };
    }
    ({ columns } = mapped.mapping);
    return await checkRows(deps, letter, { table, mapping: mapped.mapping, choices }, listener);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const problems = [fileFinding(error.code, "", error.line)];
    return { ok: false, problems, table, columns };
  }
}

async function withRecalled(
  asked: ImportChoices & ImportLimits,
  headings: readonly string[],
): Promise<ImportChoices & ImportLimits> {
  const recalled = asked.map?.length ? null : await asked.recall?.(headings);
  if (!recalled) return asked;
  const map = recalled.fields.map((field, at) => ({ at, field }));
  const { kind, dateOrder } = recalled;
  return { ...asked, map, kind: asked.kind ?? kind, dateOrder: asked.dateOrder ?? dateOrder };
}

function readingChoices(
  letter: OfLetter,
  { encoding, separator, sheet, kind, map, unpackedMax }: ImportChoices & ImportLimits,
) {
  return {
    encoding: encoding ?? null,
    separator: separator ?? null,
    sheet: sheet ?? null,
    kind: kind === "by-organisation" ? null : (kind ?? null),
    isTable: (map ?? []).length > 0,
    language: letter.language,
    unpackedMax,
  };
}

function failed(code: "no-rows" | "too-many-rows", table: Table, value = ""): CheckResult {
  return { ok: false, problems: [fileFinding(code, value)], table, columns: [] };
}

type Opened = { table: Table; mapping: Mapping; choices: ImportChoices & ImportLimits };

async function checkRows(
  deps: Pick<Deps, "clock">,
  letter: OfLetter,
  opened: Opened,
  listener: Listener,
): Promise<CheckResult> {
  const { table, mapping, choices } = opened;
  const isList = table.readAs.format === "list";
  const headingOf = (field: ImportField) =>
    isList ? "" : (mapping.columns.find((column) => column.field === field)?.heading ?? "");
  const problems = new Findings(headingOf);
  const notices = new Findings<Notice>(headingOf);
  noticeLeftOut(table, mapping, notices);
  const orders = new DateOrders();
  const twins = new Twins(letter.id);
  const context = {
    mapping,
    letter,
    dateOrder: choices.dateOrder ?? null,
    now: deps.clock.now(),
  };
  let rowCount = 0;
  let badCount = 0;
  const kept = new KeptRows<CheckedRow>(choices.keptMax);
  const passOver = (line: number) =>
    notices.add(line, { code: "heading-line", field: null, value: "" });
  for (const { line, ...notice } of table.notices) notices.add(line, { ...notice, field: null });
  for await (const read of rowsOf(table, (record) => readRow(record, context), passOver)) {
    for (const { record, row, written, ...found } of read) {
      if (written !== null) orders.add(written, record.line, cellOf(record, mapping, "signed_at"));
      const twin = row === null ? null : twins.add(row);
      if (twin?.isNotice) found.notices.push(twin.finding);
      else if (twin) found.problems.push(twin.finding);
      for (const problem of found.problems) problems.add(record.line, problem);
      for (const notice of found.notices) notices.add(record.line, notice);
      if (found.problems.length > 0) badCount += 1;
      else if (row !== null) rowCount += 1;
    }
    if (rowCount + badCount > choices.rowsMax) {
      return failed("too-many-rows", table, String(choices.rowsMax));
    }
    kept.add(read.map((row) => withTwin(row, twins)));
    listener.checked?.(rowCount + badCount);
  }
  if (context.dateOrder === null && orders.open !== null) {
    // One order is certain by other dates: all are read in it.
    const dateOrder = orders.order;
    if (dateOrder !== null) {
      return await checkRows(
        deps,
        letter,
        { ...opened, choices: { ...choices, dateOrder } },
        listener,
      );
    }
    const { line, value } = orders.open;
    const problem = { ...fileFinding("date-order", value, line), column: headingOf("signed_at") };
    return { ok: false, problems: [problem], table, columns: mapping.columns };
  }
  const { readAs } = table;
  const otherSheets = readAs.format === "workbook" ? readAs.others : [];
  return {
    ok: true,
    file: {
      table,
      mapping,
      problems: problems.all(),
      problemCount: problems.count,
      notices: [...sheetsNotices(otherSheets), ...notices.all()],
      rowCount,
      badCount,
      rows: () =>
        kept.all() ?? rowsOf(table, (record) => withTwin(readRow(record, context), twins)),
    },
  };
}

async function* rowsOf(
  table: Table,
  read: (record: FileRecord) => ReadRow,
  passOver: (line: number) => void = () => undefined,
): AsyncGenerator<CheckedRow[]> {
  const pause = takingTurns();
  for await (const records of table.records()) {
    const rows: CheckedRow[] = [];
    for (const record of records) {
      if (table.isPassedOver(record.cells)) passOver(record.line);
      else rows.push({ ...read(record), record });
      await pause();
    }
    yield rows;
  }
}

/** A row that repeats another one is none. */
function withTwin<Read extends ReadRow>(read: Read, twins: Twins): Read {
  const twin = read.row === null ? null : twins.problemOf(read.row);
  return twin === null ? read : { ...read, row: null, problems: [twin] };
}

function cellOf({ cells }: FileRecord, { columns }: Mapping, field: ImportField): string {
  const column = columns.find((one) => one.field === field);
  return column === undefined ? "" : (cells[column.at] ?? "").trim();
}

function noticeLeftOut({ samples }: Table, { columns }: Mapping, notices: Findings<Notice>): void {
  const notice = (code: Notice, value: string): LineFinding<Notice> => ({
    code,
    field: null,
    value,
  });
  const free = columns.filter(({ field }) => field === null);
  const named = free.filter(({ heading }) => heading !== "").map(({ heading }) => `“${heading}”`);
  if (named.length > 0) notices.add(1, notice("left-out", named.join(", ")));
  const hasCells = ({ at }: Column) => samples.some((cells) => (cells[at] ?? "").trim() !== "");
  if (free.some((column) => column.heading === "" && hasCells(column))) {
    notices.add(1, notice("left-out-unnamed", ""));
  }
}
