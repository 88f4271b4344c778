import { createReadStream, existsSync } from "node:fs";
import { basename } from "node:path";
import { importSignatories } from "../src/signatures/import/add.ts";
import { KIND_RULES } from "../src/signatures/import/mapping/columns.ts";
import { DATE_ORDERS, toDateOrder } from "../src/signatures/import/mapping/dates.ts";
import { IMPORT_FIELDS, toImportField } from "../src/signatures/import/mapping/fields.ts";
import type { ImportOptions } from "../src/signatures/import/options.ts";
import { ENCODINGS, toEncoding } from "../src/signatures/import/reading/encoding.ts";
import type { ImportFile } from "../src/signatures/import/reading/source.ts";
import { englishWords } from "../views/page/words.ts";
import { letterOf, readOptions, refuse, runCommand } from "./command.ts";
import { problemsFile } from "./import/problems-file.ts";
import { explained, listenerOf } from "./import/said.ts";

const USAGE = `Usage: npm run import-signatories -- SLUG FILE [options]

FILE is a table (CSV, or Excel's .xlsx) with a line of column names, or a list (.txt) with one
signatory on each line: “Name, Title, Affiliation” or an organisation.

  --kind ${KIND_RULES.join("|")}
                  one kind for all; by-organisation: anyone with an organisation signs for it
  --map FIELD=HEADING
                  which column holds what; repeat it for each column; FIELD is one of
                  ${IMPORT_FIELDS.join(" ")}
  --encoding ${ENCODINGS.slice(0, 4).join("|")}…
  --date-order ${DATE_ORDERS.join("|")}
  --dry-run       says what would be imported, and stores nothing
  --skip          imports the correct lines, and writes the others to FILE.problems.csv`;

// Adds the signatories of a file to a letter: all of them, or none if a line is wrong.
await runCommand(async (deps) => {
  const { slug, file, isTrial, isSkipping, ...choices } = readArguments();
  const letter = await letterOf(deps, slug);
  const words = englishWords;
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  const problems = problemsFile(`${file}.problems.csv`, words);
  const options: ImportOptions = {
    ...choices,
    isTrial,
    signal: stopping.signal,
    listener: listenerOf(words, stopping.signal),
    ...(isSkipping && { skip: isTrial ? async () => undefined : problems.add }),
  };
  const result = await importSignatories(deps, letter, fileAt(file), options);
  await problems.close();
  switch (result.outcome) {
    case "refused":
      return refuse(explained(words, result.problems, file));
    case "too-many":
      return refuse(
        `Cloudflare D1 can take ${result.rowsMax} new signatories at a time: split ${file}. Nothing was imported.`,
      );
    case "tried":
      console.log(
        `Would add ${result.added} signatories. ${result.alreadyThere} are already there. Nothing was imported.`,
      );
      return;
    case "stopped":
      process.exitCode = 130;
      console.log(`Stopped after adding ${result.added}. Run it again to add the rest.`);
      return;
    case "imported":
      console.log(`Added ${result.added} signatories. ${result.alreadyThere} were already there.`);
      if (problems.count > 0) {
        console.log(`Left out ${problems.count} lines, which are in ${file}.problems.csv.`);
      }
  }
});

function readArguments() {
  const { values, positionals } = readOptions(
    {
      allowPositionals: true,
      options: {
        kind: { type: "string" },
        map: { type: "string", multiple: true, default: [] },
        encoding: { type: "string" },
        "date-order": { type: "string" },
        "dry-run": { type: "boolean", default: false },
        skip: { type: "boolean", default: false },
      },
    } as const,
    USAGE,
  );
  const [slug, file, more] = positionals;
  if (slug === undefined || file === undefined || more !== undefined) refuse(USAGE);
  if (!existsSync(file)) refuse(`There is no file ${file}.`);
  const { kind, encoding, "date-order": order } = values;
  return {
    slug,
    file,
    isTrial: values["dry-run"],
    isSkipping: values.skip,
    map: values.map.map(toMapped),
    kind: chosen("--kind", kind, (text) => KIND_RULES.find((rule) => rule === text), KIND_RULES),
    encoding: chosen("--encoding", encoding, toEncoding, ENCODINGS),
    dateOrder: chosen("--date-order", order, toDateOrder, DATE_ORDERS),
  };
}

function chosen<Value>(
  option: string,
  text: string | undefined,
  read: (text: string) => Value | null | undefined,
  known: readonly string[],
): Value | null {
  if (text === undefined) return null;
  return read(text) ?? refuse(`${option} must be one of ${known.join(", ")}, not ${text}.`);
}

function toMapped(text: string) {
  const at = text.indexOf("=");
  const field = toImportField(text.slice(0, at).trim());
  if (at < 1 || field === null) {
    return refuse(
      `--map ${text}: write it as FIELD=HEADING, where FIELD is one of ${IMPORT_FIELDS.join(" ")}.`,
    );
  }
  return { field, heading: text.slice(at + 1) };
}

function fileAt(path: string): ImportFile {
  return { name: basename(path), bytes: () => createReadStream(path) };
}
