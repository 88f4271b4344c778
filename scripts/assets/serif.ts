import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);
const SOURCE = require.resolve("source-serif-pro/VAR/SourceSerifVariable-Roman.ttf");

/** Characters by first and last code point: those that Latin scripts of Europe and Vietnam need. */
const RANGES = [
  [0x20, 0x7e],
  // Latin-1 and Latin Extended-A.
  [0xa0, 0x17f],
  [0x1e9e, 0x1e9e],
  // Vietnamese: precomposed, and the marks that names arrive with.
  [0x1ea0, 0x1ef9],
  [0x300, 0x301],
  // Spaces, hyphens, dashes, quotes.
  [0x2009, 0x200b],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
] as const;
const CHARACTERS = "ȘșȚțƏəǍǎƠơƯư\u0303\u0309\u0323†‡•…‰′″‹›⁄₤₫€№™−";

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
  const text = RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  ).join("");
  return await subsetFont(renamed(readFileSync(SOURCE)), text + CHARACTERS, OPTIONS);
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
