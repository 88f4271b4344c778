import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { saveLetter } from "../src/letters/edit.ts";
import { parseLetterFile } from "../src/letters/letter-file.ts";
import { paths } from "../src/shared/pages/paths.ts";
import { englishWords } from "../views/page/words.ts";
import { refuse, runCommand } from "./command.ts";

const USAGE = "Usage: npm run import-letter -- FILE.md";

const NOT_TYPOGRAPHICAL = {
  small:
    "the change is not only typographical, because it changes letters. Save it on the letter's page, where a second person can check it, or remove “change: typographical”. Earlier names then stay with the earlier text.",
  substantial:
    "the change is not only typographical, because it changes what the letter says. To save it, remove “change: typographical”. Earlier names then stay with the earlier text.",
} as const;

/** Files that hold text among other things, by their first bytes. */
const DOCUMENTS = [
  { begins: "PK\u0003\u0004", name: "a Word or LibreOffice document" },
  { begins: "\u00D0\u00CF\u0011\u00E0", name: "a Word document" },
  { begins: "{\\rtf", name: "an RTF document" },
  { begins: "%PDF", name: "a PDF" },
] as const;

// Turns a Markdown file with front matter into an open letter, or into its next version.
await runCommand(async (deps, config) => {
  const [file] = process.argv.slice(2);
  if (file === undefined) refuse(USAGE);
  if (!existsSync(file)) refuse(`There is no file ${file}.`);
  const bytes = readFileSync(file);
  const document = DOCUMENTS.find(({ begins }) => bytes.toString("latin1").startsWith(begins));
  if (document !== undefined) {
    refuse(`${file}: this is ${document.name}. Save it as plain text in UTF-8.`);
  }
  const source = asUtf8(bytes);
  if (source === null) refuse(`${file}: this is not UTF-8. Save it as plain text in UTF-8.`);
  const parsed = parseLetterFile(source);
  if (!parsed.ok) refuse(parsed.problems.map((problem) => `${file}: ${problem}`).join("\n"));
  for (const notice of parsed.notices) console.error(`${file}: ${notice}`);
  const saved = await saveLetter(deps, parsed.file);
  if (saved.outcome === "locked") {
    refuse(`${file}: the letter is closed. You cannot change the text of a closed letter.`);
  }
  if (saved.outcome === "not-typographical") refuse(`${file}: ${NOT_TYPOGRAPHICAL[saved.change]}`);
  const did = {
    created: parsed.file.state === "draft" ? "Saved the draft" : "Published",
    "new-version": `Saved version ${saved.version} of`,
    unchanged: "The text has not changed. Saved the settings of",
  }[saved.outcome];
  const { state, closes, timeZone } = parsed.file;
  if (state !== "draft" && closes !== null && closes <= deps.clock.now()) {
    const moment = englishWords.closing(closes, timeZone);
    console.error(`${file}: nobody can sign the letter: it was open until ${moment}.`);
  }
  console.log(`${did} ${config.baseUrl}${paths.letter(parsed.file.slug)}`);
});

/** The text of a file; null if it is in another encoding. */
function asUtf8(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString("utf8") : null;
}
