import { streamXlsxRows } from "hucre/xlsx";
import { takingTurns } from "../../../shared/turns.ts";
import type { FileRecord } from "./csv.ts";
import { UnreadableFileError } from "./unreadable.ts";
import { unpackedSize } from "./zip.ts";

/** Rows that are handed over at a time. */
const ROWS_AT_ONCE = 500;

type Cell = string | number | boolean | Date | null;

/**
 * Reads the first sheet of an Excel workbook, row by row, whatever its strings are. A date that the
 * workbook holds as one has no order of day and month that anybody must be asked about.
 *
 * Throws UnreadableFileError for what is no workbook, for a locked one, and for one that would be
 * larger than `unpackedMax` bytes once unpacked: no more is unpacked than the file declares.
 */
export async function* workbookRecords(
  bytes: Uint8Array,
  unpackedMax: number,
): AsyncGenerator<FileRecord[]> {
  const size = unpackedSize(bytes);
  if (size === null) throw new UnreadableFileError("damaged-workbook");
  if (size > unpackedMax) throw new UnreadableFileError("large-workbook");
  const pause = takingTurns();
  let records: FileRecord[] = [];
  for await (const { index, values } of rowsOf(bytes)) {
    records.push({ line: index + 1, cells: values.map(textOf) });
    if (records.length < ROWS_AT_ONCE) continue;
    yield records;
    records = [];
    await pause();
  }
  if (records.length > 0) yield records;
}

async function* rowsOf(bytes: Uint8Array): AsyncGenerator<{ index: number; values: Cell[] }> {
  try {
    yield* streamXlsxRows(bytes);
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
