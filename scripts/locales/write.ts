import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import {
  type Areas,
  filesOf,
  isReviewed,
  knownLanguages,
  LOCALES,
  readAreas,
  SOURCE,
} from "./files.ts";

const OUT = "views/generated/locales";

/**
 * Makes modules of the translators' files: the English one as a type with its sentences, so that a
 * key or an argument that is not there does not compile; each other language as a module of its
 * own, which is loaded when somebody first reads in it.
 */
export function writeCatalogues(): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const others = knownLanguages().filter((language) => language !== SOURCE);
  write("english", `export const english = ${json(catalogueOf(SOURCE))} as const;\n`);
  for (const language of others)
    write(language, `export const catalogue = ${json(catalogueOf(language))};\n`);
  const entries = others.map((language) => {
    const load = `async () => (await import("./${language}.ts")).catalogue`;
    return `  ${json(language)}: { isReviewed: ${isReviewed(language)}, load: ${load} },\n`;
  });
  write("catalogues", `export const CATALOGUES = {\n${entries.join("")}};\n`);
}

function catalogueOf(language: string): Areas {
  const areas = filesOf(language).flatMap((file) => Object.entries(readAreas(language, file)));
  const twice = areas.map(([area]) => area).find((area, at, all) => all.indexOf(area) !== at);
  if (twice !== undefined) throw new Error(`${language}: the area ${twice} is in two files.`);
  return Object.fromEntries(areas);
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function write(name: string, code: string): void {
  writeFileSync(`${OUT}/${name}.ts`, `// Made of ${LOCALES} by npm run locales.\n${code}`);
}

if (process.argv[1]?.endsWith("locales/write.ts")) writeCatalogues();
