import { CsvError, type Options } from "csv-parse";
import { parse } from "csv-parse/stream";
import { parse as parseWhole } from "csv-parse/sync";
import { z } from "zod";
import { takingTurns } from "../../../shared/turns.ts";
import { UnreadableFileError } from "./unreadable.ts";

/** A record of a file, with the number of its first line. */
export type FileRecord = { line: number; cells: string[] };

export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** The longest record, in characters: all its cells, each as long as any field may be. */
const RECORD_LENGTH_MAX = 32_768;
/** Records that are handed over at a time. */
const RECORDS_AT_ONCE = 500;

const infoRecord = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });

function optionsFor(separator: Separator): Options {
  return {
    delimiter: separator,
    // “Bob, "Rivers, People"” and “"Bob" Smith” are understood as they are meant.
    ltrim: true,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: "\n",
    max_record_size: RECORD_LENGTH_MAX,
  };
}

/**
 * Reads CSV, with line feeds alone, as it comes. Throws UnreadableFileError for a quote that never
 * ends, or for a record that is longer than any signatory.
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  separator: Separator,
): AsyncGenerator<FileRecord[]> {
  // What a record that cannot be read begins after.
  let lastLine = 0;
  const { readable, writable } = parse({
    ...optionsFor(separator),
    info: true,
    on_record: (record, { lines }) => {
      lastLine = lines;
      return record;
    },
  });
  const writing = writeAll(writable, text);
  // Whoever reads hears of a failure; this one is told of it, too.
  writing.catch(() => undefined);
  let records: FileRecord[] = [];
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      records.push(toRecord(infoRecord.parse(value)));
      if (records.length < RECORDS_AT_ONCE) continue;
      yield records;
      records = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, lastLine + 1) : error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  await writing;
  if (records.length > 0) yield records;
}

/** How many cells the first records of a text have with a separator; it may end anywhere. */
export function widthsWith(separator: Separator, text: string): number[] {
  const options = { ...optionsFor(separator), to: WIDTHS_MAX, skip_records_with_error: true };
  const whole = text.slice(0, text.lastIndexOf("\n") + 1) || text;
  const parsed: unknown = parseWhole(whole, options);
  const records = z.array(z.array(z.string())).parse(parsed);
  return records
    .filter((cells) => cells.some((cell) => cell.trim() !== ""))
    .map(({ length }) => length);
}

const WIDTHS_MAX = 300;

async function writeAll(
  writable: WritableStream<Uint8Array>,
  text: AsyncIterable<string>,
): Promise<void> {
  const pause = takingTurns();
  const encoder = new TextEncoder();
  const writer = writable.getWriter();
  let line = 1;
  let length = 0;
  try {
    for await (const piece of text) {
      for (const part of piece.split(/(?<=\n)/)) {
        length += part.length;
        if (length > RECORD_LENGTH_MAX) throw new UnreadableFileError("long-record", line);
        if (!part.endsWith("\n")) continue;
        length = 0;
        line += 1;
      }
      await writer.ready;
      await writer.write(encoder.encode(piece));
      await pause();
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

function unreadable(error: CsvError, line: number): Error {
  const { code } = error;
  if (code === "CSV_MAX_RECORD_SIZE") return new UnreadableFileError("long-record", line);
  if (code === "CSV_QUOTE_NOT_CLOSED") return new UnreadableFileError("open-quote", line);
  return error;
}

function toRecord({ info, record }: z.infer<typeof infoRecord>): FileRecord {
  // Of a record of several lines, the last is given.
  const breaks = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
  return { line: info.lines - breaks, cells: record.map(withoutQuotes) };
}

/** A quoted cell with blanks behind it, before the separator: the parser leaves its quotes. */
function withoutQuotes(cell: string): string {
  const quoted = cell.match(/^"((?:[^"]|"")*)"\s+$/)?.[1];
  return quoted === undefined ? cell : quoted.replaceAll('""', '"');
}
