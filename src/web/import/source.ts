import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { IMPORT_SIZE_MAX } from "../../limits.ts";
import { type Pause, takingTurns } from "../../shared/turns.ts";
import {
  decoded,
  findEncoding,
  withPlainLineEnds,
} from "../../signatures/import/reading/encoding.ts";
import { fileOf } from "../../signatures/import/reading/source.ts";
import type { SentForm } from "../form.ts";
import { withoutNul } from "../guards/nul.ts";

/** What a form gave to import, or why it cannot be imported. */
export type ImportSource =
  | { ok: true; source: string }
  | { ok: false; problem: "nothing" | "both" | "large" };

/** The lines to import: from the chosen file, or pasted. */
export async function readImportSource(sent: SentForm): Promise<ImportSource> {
  const file = sent.file("file");
  const pasted = sent.fields["text"] ?? "";
  const isPasted = pasted.trim() !== "";
  const pause = takingTurns();
  if (file === null) {
    return isPasted ? sized(pasted) : { ok: false, problem: "nothing" };
  }
  if (isPasted) return { ok: false, problem: "both" };
  if (file.size > IMPORT_SIZE_MAX) return { ok: false, problem: "large" };
  return sized(await readText(file, pause));
}

function sized(text: string): ImportSource {
  const source = withPlainLineEnds(text);
  const isLarge = new TextEncoder().encode(source).length > IMPORT_SIZE_MAX;
  return isLarge ? { ok: false, problem: "large" } : { ok: true, source };
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

/** A file's text, in whatever encoding its content says. */
async function readText(file: File, pause: Pause): Promise<string> {
  await pause();
  const read = fileOf(file.name, new Uint8Array(await file.arrayBuffer()));
  let text = "";
  for await (const piece of decoded(read, await findEncoding(read))) {
    text += piece;
    await pause();
  }
  return withoutNul(text);
}
