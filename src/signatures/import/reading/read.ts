import type { Kind } from "../../name.ts";
import { knowsHeadings } from "../mapping/columns.ts";
import { csvRecords, type FileRecord, type Separator } from "./csv.ts";
import { decoded, type Encoding, findEncoding, withPlainLineEnds } from "./encoding.ts";
import { LIST_COLUMNS, readList } from "./list.ts";
import { sectionOf } from "./list-words.ts";
import { findSeparator, withoutSaidSeparator } from "./separator.ts";
import { fileOf, firstBytes, type ImportFile, type ImportSource } from "./source.ts";
import { type Unreadable, UnreadableFileError } from "./unreadable.ts";
import { workbookRecords } from "./workbook.ts";

/** As what a file was read. */
export type ReadAs =
  | { format: "table"; encoding: Encoding; separator: Separator; width: number }
  | { format: "workbook"; width: number }
  | { format: "list"; encoding: Encoding; headingLines: number[] };

/** A file as a table: its headings, its first records, and all of them, as often as is asked. */
export type Table = {
  readAs: ReadAs;
  headings: string[];
  samples: string[][];
  records: () => AsyncGenerator<FileRecord[]>;
};

/** What was said about a file beforehand. */
export type ReadingChoices = {
  /** Null: found by content. */
  encoding: Encoding | null;
  /** Of a list: the kind of all of its signatories; null: found by content. */
  kind: Kind | null;
  /** Whether columns were named, which only a table has. */
  isTable: boolean;
  /** The letter's, in whose words countries are understood first. */
  language: string;
  /** The most bytes that a workbook may have once unpacked. */
  unpackedMax: number;
};

/** Records by which columns are told. */
const SAMPLE_ROWS = 200;
/** Bytes by which the separator is found. */
const SAMPLE_BYTES = 131_072;
/** The longest list, in bytes; a longer one is a table. */
const LIST_BYTES_MAX = 5 * 1_024 * 1_024;

/** Opens a file as what its content says that it is; throws UnreadableFileError for nothing. */
export async function openTable(source: ImportSource, choices: ReadingChoices): Promise<Table> {
  const file = typeof source === "string" ? fileOf("", new TextEncoder().encode(source)) : source;
  const start = await firstBytes(file, SAMPLE_BYTES);
  const strange = strangeFormat(start);
  if (strange !== null) throw new UnreadableFileError(strange);
  if (beginsWith(start, "PK\u0003\u0004")) return await openWorkbook(file, choices.unpackedMax);
  const isPasted = typeof source === "string";
  const encoding = choices.encoding ?? (isPasted ? "utf-8" : await findEncoding(file));
  const sample = withPlainLineEnds(new TextDecoder(encoding).decode(start, { stream: true }));
  const found = findSeparator(sample);
  const isText = isPasted || /\.txt$/i.test(file.name);
  const headings = headingsOf(sample, found.separator);
  const isHeaded = knowsHeadings(headings) && sectionOf(headings.join(" ")) === undefined;
  const isNarrow = found.width === 1 || (isText && found.separator !== "\t");
  if (!choices.isTable && !isHeaded && isNarrow && sample.trim() !== "")
    return await openList(file, encoding, choices);
  const records = () => csvRecords(withoutSaid(decoded(file, encoding)), found.separator);
  return await withHeadings(records, (width) => ({
    format: "table",
    encoding,
    separator: found.separator,
    width,
  }));
}

const STRANGE: readonly (readonly [string, Unreadable])[] = [
  ["\u00d0\u00cf\u0011\u00e0", "old-workbook"],
  ["%PDF", "pdf"],
  ["{\\rtf", "rich-text"],
  ["<!doctype", "web-page"],
  ["<html", "web-page"],
  ["<table", "web-page"],
];

function strangeFormat(start: Uint8Array): Unreadable | null {
  return STRANGE.find(([mark]) => beginsWith(start, mark))?.[1] ?? null;
}

function beginsWith(bytes: Uint8Array, mark: string): boolean {
  const text = String.fromCharCode(...bytes.subarray(0, mark.length));
  return text.toLowerCase() === mark.toLowerCase();
}

/** The cells of the first line that has any. */
function headingsOf(sample: string, separator: Separator): string[] {
  const line = withoutSaidSeparator(sample)
    .split("\n")
    .find((one) => one.trim() !== "");
  return (line ?? "").split(separator).map((cell) => cell.replace(/^[\s"\uFEFF]+|[\s"]+$/g, ""));
}

async function* withoutSaid(text: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of text) {
    yield isFirst ? withoutSaidSeparator(piece) : piece;
    isFirst = false;
  }
}

async function openWorkbook(file: ImportFile, unpackedMax: number): Promise<Table> {
  const bytes = await firstBytes(file, Number.MAX_SAFE_INTEGER);
  const records = () => workbookRecords(bytes, unpackedMax);
  return await withHeadings(records, (width) => ({ format: "workbook", width }));
}

async function openList(
  file: ImportFile,
  encoding: Encoding,
  { kind, language }: ReadingChoices,
): Promise<Table> {
  let text = "";
  for await (const piece of decoded(file, encoding)) {
    text += piece;
    if (text.length > LIST_BYTES_MAX) throw new UnreadableFileError("long-list");
  }
  const { records, headingLines } = readList(text, { kind, language });
  return {
    readAs: { format: "list", encoding, headingLines },
    headings: [...LIST_COLUMNS],
    samples: records.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
    records: async function* () {
      if (records.length > 0) yield records;
    },
  };
}

/** The first record that has anything is the heading, and blank ones are passed over. */
async function withHeadings(
  records: () => AsyncGenerator<FileRecord[]>,
  readAs: (width: number) => ReadAs,
): Promise<Table> {
  const samples: string[][] = [];
  reading: for await (const some of withoutBlank(records())) {
    for (const { cells } of some) {
      samples.push(cells);
      if (samples.length > SAMPLE_ROWS) break reading;
    }
  }
  const [first = [], ...rest] = samples;
  const headings = first.map((heading) => heading.replace(/\s+/g, " ").trim());
  while (headings.at(-1) === "") headings.pop();
  return {
    readAs: readAs(headings.length),
    headings,
    samples: rest,
    records: async function* () {
      let isFirst = true;
      for await (const some of withoutBlank(records())) {
        yield isFirst ? some.slice(1) : some;
        isFirst = false;
      }
    },
  };
}

async function* withoutBlank(records: AsyncGenerator<FileRecord[]>): AsyncGenerator<FileRecord[]> {
  for await (const some of records) {
    const filled = some.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
    if (filled.length > 0) yield filled;
  }
}
