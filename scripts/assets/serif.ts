import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";
import { LATIN } from "./characters.ts";

const require = createRequire(import.meta.url);
const SOURCE = require.resolve("source-serif-pro/VAR/SourceSerifVariable-Roman.ttf");

/** Kerning, ligatures, what languages and marks need, and the figures that a letter is set in. */
const FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "onum", "pnum", "tnum"];
/** The licence and its address; the copyright is kept without asking. */
const LICENCE_NAMES = [13, 14];

const OPTIONS = {
  targetFormat: "woff2" as const,
  variationAxes: { wght: { min: 400, max: 700 } },
  keepFeatures: FEATURES,
  preserveNameIds: LICENCE_NAMES,
};

/**
 * Makes the text serif of the public pages, as WOFF2 with one axis, the weight.
 *
 * Source: docs/decisions/013-text-serif.md.
 */
export async function makeSerif(): Promise<Uint8Array> {
  return await subsetFont(renamed(readFileSync(SOURCE)), LATIN, OPTIONS);
}

/**
 * The licence reserves the name “Source” for the whole font. The new name is as long, so that
 * nothing moves within the file; WOFF2 keeps no checksum that would notice.
 */
function renamed(font: Buffer): Buffer {
  let bytes = font.toString("latin1");
  for (const rest of [" Serif", "Serif"])
    bytes = bytes.replaceAll(wide(`Source${rest}`), wide(`Letter${rest}`));
  return Buffer.from(bytes, "latin1");
}

/** Text as name records hold it: UTF-16, the high byte first. */
function wide(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("latin1");
}
