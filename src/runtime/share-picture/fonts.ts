import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";

const require = createRequire(import.meta.url);

/** The serif of the public pages, whole: Latin, Greek and Cyrillic. */
export const LETTER_SERIF = require.resolve("source-serif-pro/VAR/SourceSerifVariable-Roman.ttf");

/**
 * The fonts for all else, by what they hold of each script, and the script of each. The lists of
 * some claim more than the font has.
 */
const FONTS = [
  [
    require.resolve("@fontsource-variable/noto-serif/unicode.json"),
    /[\p{scx=Latn}\p{scx=Cyrl}\p{scx=Grek}\p{scx=Zyyy}\p{scx=Zinh}]/u,
  ],
  [require.resolve("@fontsource-variable/noto-naskh-arabic/unicode.json"), /\p{scx=Arab}/u],
  [require.resolve("@fontsource-variable/noto-serif-hebrew/unicode.json"), /\p{scx=Hebr}/u],
  [require.resolve("@fontsource-variable/noto-serif-devanagari/unicode.json"), /\p{scx=Deva}/u],
  [require.resolve("@fontsource-variable/noto-serif-bengali/unicode.json"), /\p{scx=Beng}/u],
  [require.resolve("@fontsource-variable/noto-serif-tamil/unicode.json"), /\p{scx=Taml}/u],
  [require.resolve("@fontsource-variable/noto-serif-thai/unicode.json"), /\p{scx=Thai}/u],
  [require.resolve("@fontsource-variable/noto-serif-georgian/unicode.json"), /\p{scx=Geor}/u],
  [require.resolve("@fontsource-variable/noto-serif-armenian/unicode.json"), /\p{scx=Armn}/u],
  [require.resolve("@fontsource-variable/noto-serif-ethiopic/unicode.json"), /\p{scx=Ethi}/u],
  [
    require.resolve("@fontsource-variable/noto-serif-sc/unicode.json"),
    /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\uFF00-\uFFEF]/u,
  ],
  [require.resolve("@fontsource-variable/noto-serif-kr/unicode.json"), /\p{scx=Hang}/u],
] as const;

/** A piece of a font: the files that a text needs are few, and small. */
export type Slice = { family: string; path: string; ranges: [number, number][] };

type CutFont = { script: RegExp; slices: Slice[] };

let read: CutFont[] | null = null;

/**
 * A text as the fonts can set it, and the slices that it needs: without emoji, and without signs
 * that no font has. Null if they lack a letter, or nothing is left.
 */
export function slicesFor(text: string): { text: string; slices: Slice[] } | null {
  read ??= FONTS.map(([path, script]) => ({ script, slices: slicesOf(path) }));
  const needed = new Set<Slice>();
  let settable = "";
  for (const character of text.replace(EMOJI, "")) {
    const slice = sliceWith(read, character);
    if (slice === undefined && LETTER.test(character)) return null;
    if (slice === undefined) continue;
    needed.add(slice);
    settable += character;
  }
  settable = settable.replace(/\s+/g, " ").trim();
  return settable === "" ? null : { text: settable, slices: [...needed] };
}

const EMOJI = /\p{RGI_Emoji}/gv;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

function sliceWith(fonts: readonly CutFont[], character: string): Slice | undefined {
  const code = character.codePointAt(0) ?? 0;
  for (const { script, slices } of fonts) {
    if (!script.test(character)) continue;
    const slice = slices.find(({ ranges }) => ranges.some(([a, b]) => a <= code && code <= b));
    if (slice !== undefined) return slice;
  }
  return undefined;
}

/** Which characters each file of a package serves, as its `unicode.json` says. */
function slicesOf(path: string): Slice[] {
  const folder = dirname(path);
  const family = basename(folder);
  const served = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, "utf8")));
  return Object.entries(served).map(([subset, ranges]) => {
    const file = `${family}-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`;
    return { family, path: join(folder, "files", file), ranges: ranges.split(",").map(toRange) };
  });
}

/** Reads a range such as `U+0600-06FF`. */
function toRange(text: string): [number, number] {
  const [first = "", last = first] = text.replace("U+", "").split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
