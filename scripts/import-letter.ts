import { existsSync, readFileSync } from "node:fs";
import { saveLetter } from "../src/letters/edit.ts";
import { parseLetterFile } from "../src/letters/letter-file.ts";
import { paths } from "../src/shared/pages/paths.ts";
import { refuse, runCommand } from "./command.ts";

const USAGE = "Usage: npm run import-letter -- FILE.md";

// Turns a Markdown file with front matter into an open letter, or into its next version.
await runCommand(async (deps, config) => {
  const [file] = process.argv.slice(2);
  if (file === undefined) refuse(USAGE);
  if (!existsSync(file)) refuse(`There is no file ${file}.`);
  const parsed = parseLetterFile(readFileSync(file, "utf8"));
  if (!parsed.ok) refuse(parsed.problems.map((problem) => `${file}: ${problem}`).join("\n"));
  const saved = await saveLetter(deps, parsed.file);
  const did = {
    created: parsed.file.state === "draft" ? "Saved the draft" : "Published",
    "new-version": `Saved version ${saved.version} of`,
    unchanged: "The text is unchanged; saved the settings of",
  }[saved.outcome];
  console.log(`${did} ${config.baseUrl}${paths.letter(parsed.file.slug)}`);
});
