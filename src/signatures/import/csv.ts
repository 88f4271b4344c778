import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { takingTurns } from "../../shared/turns.ts";

/** A record of a file, with the number of its first line. */
export type CsvRecord = { line: number; cells: string[] };

/** The records of a file, or what is wrong with it and in which line. */
export type ParsedCsv =
  | { ok: true; records: CsvRecord[] }
  | { ok: false; line: number; message: string };

/** Characters that are parsed at a time: some milliseconds' worth. */
const PIECE_LENGTH = 2_048;
/** The longest record, in characters: all its cells, each as long as any field may be. */
const RECORD_LENGTH_MAX = 32_768;

const parsedRecords = z.array(
  z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }),
);

/**
 * Reads CSV in pieces, between which everybody else has a turn, and no further than the first
 * record after `recordsMax`.
 */
export async function parseCsv(source: string, recordsMax: number): Promise<ParsedCsv> {
  const pause = takingTurns();
  const records: CsvRecord[] = [];
  let linesBefore = 0;
  for (let start = 0; start < source.length && records.length <= recordsMax; ) {
    const end = pieceEnd(source, start);
    if (end === null) return { ok: false, line: linesBefore + 1, message: TOO_LONG };
    const piece = parsePiece(source.slice(start, end), linesBefore);
    if (!piece.ok) return piece;
    records.push(...piece.records);
    linesBefore += source.slice(start, end).split(/\r\n|\r|\n/).length - 1;
    start = end;
    await pause();
  }
  return { ok: true, records };
}

const TOO_LONG = `A record, or what is between two quotes, is longer than ${RECORD_LENGTH_MAX} characters.`;

/**
 * Where a piece ends: after a line, and outside all quotes, as soon as it is long enough; null if
 * no record can be so long.
 */
function pieceEnd(source: string, start: number): number | null {
  let isQuoted = false;
  for (let at = start; at < source.length; at += 1) {
    const character = source[at];
    if (character === '"') isQuoted = !isQuoted;
    const isLong = at - start >= PIECE_LENGTH;
    const isLineEnd = character === "\n" || (character === "\r" && source[at + 1] !== "\n");
    if (isLong && isLineEnd && !isQuoted) return at + 1;
    if (at - start >= PIECE_LENGTH + RECORD_LENGTH_MAX) return null;
  }
  return source.length;
}

function parsePiece(text: string, linesBefore: number): ParsedCsv {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true };
  try {
    const parsed: unknown = parse(text, options);
    const records = parsedRecords.parse(parsed).map(({ info, record }) => ({
      // csv-parse counts the lines that it has read: of a record of several, it gives the last.
      line: linesBefore + info.lines - lineBreaks(record),
      cells: record,
    }));
    return { ok: true, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, line: linesBefore + Number(error["lines"] ?? 1), message: error.message };
  }
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}
