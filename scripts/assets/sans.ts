import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";
import { charactersOf, LATIN } from "./characters.ts";

const SOURCE = createRequire(import.meta.url).resolve("inter-ui/variable/InterVariable.woff2");

/** Staff read names of everywhere: Greek and Cyrillic come along. */
const TEXT = charactersOf([
  [0x384, 0x3ce],
  [0x400, 0x45f],
  [0x490, 0x491],
]);

const OPTIONS = {
  targetFormat: "woff2" as const,
  variationAxes: { wght: { min: 400, max: 700 }, opsz: 14 },
  // With figures of one width, and an “l” with a tail: it is not to be taken for an “I”.
  keepFeatures: ["kern", "locl", "ccmp", "mark", "mkmk", "tnum", "cv05"],
  preserveNameIds: [13, 14],
};

/**
 * Makes the sans of the staff pages, as WOFF2 with one axis, the weight.
 *
 * Source: docs/decisions/061-a-design-system.md.
 */
export async function makeSans(): Promise<Uint8Array> {
  return await subsetFont(readFileSync(SOURCE), `${LATIN}${TEXT}←↑→↓`, OPTIONS);
}
