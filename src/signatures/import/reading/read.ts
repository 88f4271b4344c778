import type { Kind } from "../../name.ts";
import { headingsKnown } from "../mapping/columns.ts";
import { csvRecords, type FileRecord, type Separator, widthsWith } from "./csv.ts";
import { decoded, type Encoding, findEncoding, withPlainLineEnds } from "./encoding.ts";
import { headingRowOf, isPassedOver, tableStart } from "./heading-row.ts";
import { type LineNotice, readList } from "./list.ts";
import { looksLikePerson, namesInstitution, sectionOf } from "./list-words.ts";
import { findSeparator, withoutSaidSeparator } from "./separator.ts";
import { fileOf, firstBytes, type ImportFile, type ImportSource } from "./source.ts";
import { type Unreadable, UnreadableFileError } from "./unreadable.ts";
import { openSheet } from "./workbook.ts";
import { otherThanWorkbook } from "./zip.ts";

/** As what a file was read. */
export type ReadAs =
  | { format: "table"; encoding: Encoding; separator: Separator; width: number }
  | { format: "workbook"; width: number; sheet: string; others: string[] }
  | { format: "list"; encoding: Encoding };

/** A file as a table: its headings, its first records, and all of them, as often as is asked. */
export type Table = {
  readAs: ReadAs;
  headings: string[];
  samples: string[][];
  /** What is to be noticed already, such as lines above the headings. */
  notices: readonly LineNotice[];
  records: () => AsyncGenerator<FileRecord[]>;
  /** Whether a record is no signatory, but the headings again, or a total. */
  isPassedOver: (cells: readonly string[]) => boolean;
};

/** What was said about a file beforehand. */
export type ReadingChoices = {
  /** Null: found by content. */
  encoding: Encoding | null;
  separator: Separator | null;
  /** The name of a workbook's sheet; null: the first with anything in it. */
  sheet: string | null;
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

/** The longest line of a list: a longer one is no signatory, and would take long to split. */
const LINE_LENGTH_MAX = 32_768;

/** Opens a file as what its content says that it is; throws UnreadableFileError for nothing. */
export async function openTable(source: ImportSource, choices: ReadingChoices): Promise<Table> {
  const file = typeof source === "string" ? fileOf("", new TextEncoder().encode(source)) : source;
  const start = await firstBytes(file, SAMPLE_BYTES);
  const strange = strangeFormat(start);
  if (strange !== null) throw new UnreadableFileError(strange);
  if (beginsWith(start, "PK\u0003\u0004")) return await openWorkbook(file, choices);
  const isPasted = typeof source === "string";
  const encoding = choices.encoding ?? (isPasted ? "utf-8" : await findEncoding(file));
  const sample = withPlainLineEnds(new TextDecoder(encoding).decode(start, { stream: true }));
  if (isNoText(sample)) throw new UnreadableFileError("no-table");
  const below = sample.slice(tableStart(sample));
  const found = separatorOf(sample, below, choices);
  const isText = isPasted || /\.txt$/i.test(file.name);
  const headings = headingsOf(below, found.separator);
  const isHeaded = headingsKnown(headings) > 0 && sectionOf(headings.join(" ")) === undefined;
  const isData = headings.some((cell) => looksLikePerson(cell) || namesInstitution(cell));
  const isNarrow = found.width === 1 || (isText && (found.separator !== "\t" || isData));
  if (
    !choices.isTable &&
    choices.separator === null &&
    !isHeaded &&
    isNarrow &&
    sample.trim() !== ""
  )
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
  ["<?xml", "no-table"],
  ['{"', "no-table"],
  ["[{", "no-table"],
  ["begin:vcard", "no-table"],
];

function strangeFormat(start: Uint8Array): Unreadable | null {
  const first = start.findIndex((byte, at) => byte > 0x20 && !(at < 3 && BOM.includes(byte)));
  const written = start.subarray(Math.max(0, first));
  const begins = ([mark]: (typeof STRANGE)[number]) =>
    beginsWith(start, mark) || beginsWith(written, mark);
  return STRANGE.find(begins)?.[1] ?? null;
}

const BOM = [0xef, 0xbb, 0xbf];

/** Pictures and archives have control characters all over, which texts have not. */
function isNoText(sample: string): boolean {
  const controls = (sample.match(/\p{Cc}/gu) ?? []).filter(
    (one) => one < " " && !"\0\t\n\v\f\r\u001A".includes(one),
  );
  return controls.length > sample.length / 100;
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

/** The separator that was chosen, that the file says, or that its lines show. */
function separatorOf(sample: string, below: string, { separator }: ReadingChoices) {
  if (separator !== null) return { separator, width: widthsWith(separator, below)[0] ?? 1 };
  const said = findSeparator(sample);
  return said.isSaid ? said : findSeparator(below);
}

async function openWorkbook(
  file: ImportFile,
  { unpackedMax, sheet: chosen }: ReadingChoices,
): Promise<Table> {
  const bytes = await firstBytes(file, Number.MAX_SAFE_INTEGER);
  const other = otherThanWorkbook(bytes);
  if (other !== null) throw new UnreadableFileError(other);
  const { name: sheet, others, records } = await openSheet(bytes, unpackedMax, chosen);
  return await withHeadings(records, (width) => ({ format: "workbook", width, sheet, others }));
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
  const long = text.split("\n").findIndex((line) => line.length > LINE_LENGTH_MAX);
  if (long >= 0) throw new UnreadableFileError("long-record", long + 1);
  const { columns, records, notices } = readList(text, { kind, language });
  return {
    readAs: { format: "list", encoding },
    headings: columns,
    samples: records.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
    notices,
    isPassedOver: () => false,
    records: async function* () {
      if (records.length > 0) yield records;
    },
  };
}

/** The first record that has anything but a title is the heading; blank ones are passed over. */
async function withHeadings(
  records: () => AsyncGenerator<FileRecord[]>,
  readAs: (width: number) => ReadAs,
): Promise<Table> {
  const samples: FileRecord[] = [];
  reading: for await (const some of withoutBlank(records())) {
    for (const record of some) {
      samples.push(record);
      if (samples.length > SAMPLE_ROWS) break reading;
    }
  }
  const at = headingRowOf(samples.map(({ cells }) => cells));
  const rest = samples.slice(at + 1).map(({ cells }) => cells);
  const headings = (samples[at]?.cells ?? []).map((cell) => cell.replace(/\s+/g, " ").trim());
  const isEmpty = (column: number) => rest.every((cells) => (cells[column] ?? "").trim() === "");
  while (headings.at(-1) === "" && isEmpty(headings.length - 1)) headings.pop();
  return {
    readAs: readAs(headings.length),
    headings,
    samples: rest.filter((cells) => !isPassedOver(cells, headings)),
    notices: samples.slice(0, at).map(({ line }) => ({ line, code: "heading-line", value: "" })),
    isPassedOver: (cells) => isPassedOver(cells, headings),
    records: async function* () {
      let above = at + 1;
      for await (const some of withoutBlank(records())) {
        yield some.slice(above);
        above = Math.max(0, above - some.length);
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
