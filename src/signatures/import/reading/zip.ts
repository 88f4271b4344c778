import type { Unreadable } from "./unreadable.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const COMMENT_BYTES_MAX = 65_535;

/**
 * How large all files of a zip archive are once unpacked, in bytes, by what its directory declares;
 * null if it is none, or if it leaves the size of one open.
 *
 * Source: APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16.
 */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  let at = view.getUint32(end + 16, true);
  let sum = 0;
  while (at + ENTRY_BYTES <= end && view.getUint32(at, true) === DIRECTORY_ENTRY) {
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    if ((packed === 0) !== (unpacked === 0)) return null;
    sum += unpacked;
    const further = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += further.reduce((length, one) => length + one, ENTRY_BYTES);
  }
  return at === end ? sum : null;
}

function endOfDirectory(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

/** Files within archives by which other programs are told, from the closest on. */
const TELLING: readonly (readonly [RegExp, Unreadable | null])[] = [
  [/xl\/workbook\.xml/, null],
  [/xl\/workbook\.bin|Index\/CalculationEngine|Index\/Tables\//, "other-workbook"],
  [/oasis\.opendocument\.spreadsheet/, "other-workbook"],
  [/word\/document\.xml|oasis\.opendocument\.text|Index\/Document\.iwa/, "document"],
  [/\.(?:csv|tsv|vcf|xlsx)/i, "archive"],
];

/** What a zip archive is by the names in it, if it is no workbook of Excel. */
export function otherThanWorkbook(bytes: Uint8Array): Unreadable | null {
  const latin = new TextDecoder("latin1");
  // The first file of an OpenDocument says what it is; the directory stands at the end.
  const said = latin.decode(bytes.subarray(0, 128));
  const directory = latin.decode(bytes.subarray(-COMMENT_BYTES_MAX));
  return TELLING.find(([name]) => name.test(said) || name.test(directory))?.[1] ?? null;
}
