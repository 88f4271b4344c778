import { readXlsx, streamXlsxRows } from "hucre/xlsx";
import { takingTurns } from "../../../shared/turns.ts";
import type { FileRecord } from "./csv.ts";
import { UnreadableFileError } from "./unreadable.ts";
import { unpackedSize } from "./zip.ts";

/** Rows that are handed over at a time. */
const ROWS_AT_ONCE = 500;

/** The most sheets that are looked into for the first one with anything in it. */
const SHEETS_TRIED_MAX = 20;

type Cell = string | number | boolean | Date | null;

/** The sheet of a workbook that is read, and those that are not. */
export type Sheet = {
  name: string;
  others: string[];
  records: () => AsyncGenerator<FileRecord[]>;
};

/**
 * Opens a sheet of an Excel workbook to be read row by row, whatever its strings are: the one of a
 * name, else the first that is shown and has anything in it. A date that the workbook holds as one
 * has no order of day and month that anybody must be asked about.
 *
 * Throws UnreadableFileError for what is no workbook, for a locked one, and for one that would be
 * larger than `unpackedMax` bytes once unpacked: no more is unpacked than the file declares.
 */
export async function openSheet(
  bytes: Uint8Array,
  unpackedMax: number,
  chosen: string | null = null,
): Promise<Sheet> {
  const size = unpackedSize(bytes);
  if (size === null) throw new UnreadableFileError("damaged-workbook");
  if (size > unpackedMax) throw new UnreadableFileError("large-workbook");
  const sheets = await sheetsOf(bytes);
  const named = sheets.find(({ name }) => name === chosen);
  if (named !== undefined) {
    const others = sheets.filter((one) => one !== named).map(({ name }) => name);
    return { name: named.name, others, records: () => sheetRecords(bytes, named.index) };
  }
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const empty = new Set<number>();
  for (const { index, name } of (shown.length > 0 ? shown : sheets).slice(0, SHEETS_TRIED_MAX)) {
    if (await hasCells(bytes, index)) {
      const others = sheets.filter((one) => one.index !== index && !empty.has(one.index));
      const records = () => sheetRecords(bytes, index);
      return { name, others: others.map((other) => other.name), records };
    }
    empty.add(index);
  }
  return { name: sheets[0]?.name ?? "", others: [], records: () => sheetRecords(bytes, 0) };
}

async function sheetsOf(bytes: Uint8Array) {
  const sheets: { index: number; name: string; isHidden: boolean }[] = [];
  await damageInWords(() =>
    readXlsx(bytes, {
      sheets: ({ index, name, hidden, veryHidden }) => {
        sheets.push({ index, name, isHidden: hidden === true || veryHidden === true });
        return false;
      },
    }),
  );
  return sheets;
}

async function hasCells(bytes: Uint8Array, sheet: number): Promise<boolean> {
  for await (const { values } of rowsOf(bytes, sheet)) {
    if (values.some((cell) => textOf(cell).trim() !== "")) return true;
  }
  return false;
}

async function* sheetRecords(bytes: Uint8Array, sheet: number): AsyncGenerator<FileRecord[]> {
  const pause = takingTurns();
  let records: FileRecord[] = [];
  for await (const { index, values } of rowsOf(bytes, sheet)) {
    records.push({ line: index + 1, cells: values.map(textOf) });
    if (records.length < ROWS_AT_ONCE) continue;
    yield records;
    records = [];
    await pause();
  }
  if (records.length > 0) yield records;
}

async function* rowsOf(bytes: Uint8Array, sheet: number) {
  const rows = streamXlsxRows(bytes, { sheet });
  for (;;) {
    const { done, value } = await damageInWords(() => rows.next());
    if (done) return;
    yield value;
  }
}

async function damageInWords<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    // Whatever the library stumbles over is in the bytes, which are not ours.
    if (!(error instanceof Error)) throw error;
    throw new UnreadableFileError("damaged-workbook");
  }
}

function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return "";
  const [day = "", time = ""] = cell.toISOString().split("T");
  return time === "00:00:00.000Z" ? day : `${day} ${time.slice(0, 8)}`;
}
