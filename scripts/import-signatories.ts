import { existsSync, readFileSync } from "node:fs";
import { importSignatories } from "../src/signatures/import/add.ts";
import { importSentence } from "../src/web/signing/problem-sentences.ts";
import { wordsFor } from "../views/page/words.ts";
import { letterOf, refuse, runCommand } from "./command.ts";

const USAGE = "Usage: npm run import-signatories -- SLUG FILE.csv";

// Adds the signatories of a CSV file to a letter: all of them, or none if a line is wrong.
await runCommand(async (deps) => {
  const [slug, file] = process.argv.slice(2);
  if (slug === undefined || file === undefined) refuse(USAGE);
  if (!existsSync(file)) refuse(`There is no file ${file}.`);
  const letter = await letterOf(deps, slug);
  const result = await importSignatories(deps, letter, readFileSync(file, "utf8"));
  if (result.outcome === "refused") {
    const words = wordsFor(letter.language);
    const lines = result.problems.map(
      (problem) => `${file}:${problem.line}: ${importSentence(words, problem)}`,
    );
    refuse([...lines, "Nothing was imported."].join("\n"));
  }
  if (result.outcome === "too-many") {
    refuse(
      `Cloudflare D1 takes ${result.rowsMax} new signatories at once: split ${file}. Nothing was imported.`,
    );
  }
  console.log(`Added ${result.added} signatories; ${result.alreadyThere} were there already.`);
});
