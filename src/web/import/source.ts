import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { z } from "zod";
import { IMPORT_SIZE_MAX, IMPORT_UNPACKED_PER_FORM_MAX } from "../../limits.ts";
import { toCsv } from "../../shared/text/csv.ts";
import { jsonText } from "../../shared/text/json-text.ts";
import { type Pause, takingTurns } from "../../shared/turns.ts";
import {
  decoded,
  type Encoding,
  findEncoding,
  toEncoding,
  withPlainLineEnds,
} from "../../signatures/import/reading/encoding.ts";
import { fileOf } from "../../signatures/import/reading/source.ts";
import {
  type Unreadable,
  UnreadableFileError,
} from "../../signatures/import/reading/unreadable.ts";
import { openSheet } from "../../signatures/import/reading/workbook.ts";
import type { SentForm } from "../form.ts";
import { withoutNul } from "../guards/nul.ts";

/** What a form gave to import, or why it cannot be imported. */
export type ImportSource =
  | {
      ok: true;
      source: string;
      name: string;
      encoding: Encoding | null;
      /** The sheets of a workbook that were not read. */
      otherSheets: string[];
    }
  | { ok: false; problem: "nothing" | "both" | "large" }
  | { ok: false; problem: "unreadable"; code: Unreadable };

/** The lines to import: from the chosen file, or pasted. */
export async function readImportSource(sent: SentForm): Promise<ImportSource> {
  const file = sent.file("file");
  const pasted = sent.fields["kept"] ?? sent.fields["confirmed"] ?? sent.fields["text"] ?? "";
  const isPasted = pasted.trim() !== "";
  const pause = takingTurns();
  if (file === null) {
    return isPasted
      ? sized({ text: pasted, encoding: null, otherSheets: keptSheets(sent.fields) }, "")
      : { ok: false, problem: "nothing" };
  }
  if (isPasted) return { ok: false, problem: "both" };
  if (file.size > IMPORT_SIZE_MAX) return { ok: false, problem: "large" };
  try {
    const read = await readText(file, toEncoding(sent.fields["encoding"] ?? ""), pause);
    return sized(read, file.name);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { ok: false, problem: "unreadable", code: error.code };
  }
}

function sized({ text, ...read }: ReadText, name: string): ImportSource {
  const source = withPlainLineEnds(text);
  const isLarge = new TextEncoder().encode(source).length > IMPORT_SIZE_MAX;
  return isLarge ? { ok: false, problem: "large" } : { ok: true, source, name, ...read };
}

/** How much is escaped at a time, in UTF-16 code units. */
const PIECE_LENGTH = 100_000;

/** A long text as it stands in a page; others have their turn meanwhile. */
export async function escapedInTurns(text: string): Promise<HtmlEscapedString> {
  const pause = takingTurns();
  let escaped = "";
  for (let at = 0; at < text.length; at += PIECE_LENGTH) {
    await pause();
    escaped += String(await html`${text.slice(at, at + PIECE_LENGTH)}`);
  }
  await pause();
  return raw(escaped);
}

/** A file's text, in the encoding that was said or that its content says; a workbook's as CSV. */
async function readText(file: File, said: Encoding | null, pause: Pause): Promise<ReadText> {
  await pause();
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (WORKBOOK.every((byte, at) => bytes[at] === byte)) {
    return await sheetText(bytes);
  }
  const read = fileOf(file.name, bytes);
  const encoding = said ?? (await findEncoding(read));
  let text = "";
  for await (const piece of decoded(read, encoding)) {
    text += piece;
    await pause();
  }
  return { text: withoutNul(text), encoding, otherSheets: [] };
}

type ReadText = { text: string; encoding: Encoding | null; otherSheets: string[] };

/** How every zip archive begins, and so every workbook. */
const WORKBOOK = [0x50, 0x4b, 0x03, 0x04];

/** A sheet of a workbook as CSV, each row in the line of its number. */
async function sheetText(bytes: Uint8Array): Promise<ReadText> {
  const sheet = await openSheet(bytes, IMPORT_UNPACKED_PER_FORM_MAX);
  let text = "";
  let line = 1;
  for await (const records of sheet.records()) {
    for (const record of records) {
      text += "\n".repeat(Math.max(0, record.line - line));
      text += toCsv([record.cells.map((cell) => withoutNul(cell.replace(/\s+/g, " ")))]);
      line = record.line + 1;
    }
  }
  return { text, encoding: null, otherSheets: sheet.others };
}

const sheetNames = jsonText.pipe(z.array(z.string())).catch([]);

/** The sheets that were not read of the workbook whose text comes back in a form. */
export function keptSheets(fields: SentForm["fields"]): string[] {
  return sheetNames.parse(fields["sheets"] ?? "");
}
