import { decodeBase64, encodeBase64 } from "hono/utils/encode";
import { IMPORT_SIZE_MAX } from "../../limits.ts";
import { takingTurns } from "../../shared/turns.ts";
import { fileOf, type ImportSource } from "../../signatures/import/reading/source.ts";
import type { SentForm } from "../form.ts";

/**
 * A file as it travels in the page from step to step, so that it can be read in another way, and
 * nothing of it is kept here: its bytes in base64, and its name; empty for what was pasted.
 */
export type CarriedFile = { name: string; base64: string };

/** What a form gave to import, or why it cannot be imported. */
export type SentSource =
  | { ok: true; carried: CarriedFile; source: ImportSource }
  | { ok: false; problem: "nothing" | "both" | "large" | "changed" };

/** The lines to import: from the chosen file, pasted, or carried by the step before. */
export async function readImportSource(sent: SentForm): Promise<SentSource> {
  const { kept, confirmed, text = "", file_name: name = "" } = sent.fields;
  const base64 = kept ?? confirmed;
  if (base64 !== undefined) return carriedSource({ name, base64 });
  const file = sent.file("file");
  const isPasted = text.trim() !== "";
  if (file === null) {
    if (!isPasted) return { ok: false, problem: "nothing" };
    return await sourceOf("", new Uint8Array(new TextEncoder().encode(text)));
  }
  if (isPasted) return { ok: false, problem: "both" };
  if (file.size > IMPORT_SIZE_MAX) return { ok: false, problem: "large" };
  return await sourceOf(file.name || "file", new Uint8Array(await file.arrayBuffer()));
}

async function sourceOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<SentSource> {
  if (bytes.length > IMPORT_SIZE_MAX) return { ok: false, problem: "large" };
  const pause = takingTurns();
  await pause();
  const carried = { name, base64: encodeBase64(bytes.buffer) };
  await pause();
  return { ok: true, carried, source: read(name, bytes) };
}

/** The file again, as the page before carried it. */
export function carriedSource(carried: CarriedFile): SentSource {
  try {
    const bytes = decodeBase64(carried.base64);
    if (bytes.length > IMPORT_SIZE_MAX) return { ok: false, problem: "large" };
    return { ok: true, carried, source: read(carried.name, bytes) };
  } catch (error) {
    // The decoder throws this for what is no base64.
    if (!(error instanceof DOMException)) throw error;
    return { ok: false, problem: "changed" };
  }
}

function read(name: string, bytes: Uint8Array): ImportSource {
  return name === "" ? new TextDecoder().decode(bytes) : fileOf(name, bytes);
}
