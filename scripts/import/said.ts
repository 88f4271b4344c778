import type { CheckedFile } from "../../src/signatures/import/check.ts";
import type { Finding, ImportError } from "../../src/signatures/import/findings.ts";
import { KIND_RULES } from "../../src/signatures/import/mapping/columns.ts";
import type { ImportListener } from "../../src/signatures/import/options.ts";
import type { ReadAs } from "../../src/signatures/import/reading/read.ts";
import { noticeSentence, problemSentence } from "../../src/web/import/sentences.ts";
import type { Words } from "../../views/page/words.ts";
import { refuse } from "../command.ts";

/** How often an import that takes long says how far it is, in ms. */
const PROGRESS_MS = 5_000;

/** Says on the command line what a file was read as, and how far its import is. */
export function listenerOf(words: Words, signal: AbortSignal): ImportListener {
  let saidMs = performance.now();
  const say = (sentence: string) => {
    if (performance.now() < saidMs + PROGRESS_MS) return;
    saidMs = performance.now();
    process.stderr.write(`${sentence}\n`);
  };
  return {
    opened: ({ readAs }) => console.log(readAsSentence(readAs)),
    checked: (rows) => {
      if (signal.aborted) refuse("Stopped. Nothing was imported.");
      say(`${words.number(rows)} lines checked…`);
    },
    read: (file) => {
      sayColumns(file);
      for (const notice of file.notices) console.error(noticeSentence(words, notice));
    },
    stored: (rows) => say(`${words.number(rows)} signatories imported…`),
  };
}

const SEPARATOR_NAMES = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" } as const;

function readAsSentence(readAs: ReadAs): string {
  switch (readAs.format) {
    case "workbook":
      return `Read as an Excel workbook, sheet “${readAs.sheet}”: ${readAs.width} columns.`;
    case "list":
      return `Read as a list with one signatory per line, ${encodingName(readAs)}.`;
    case "table": {
      const { width, separator } = readAs;
      return `Read as a table separated by ${SEPARATOR_NAMES[separator]}, ${encodingName(readAs)}: ${width} columns.`;
    }
  }
}

function encodingName({ encoding }: { encoding: string }): string {
  return encoding.startsWith("windows") ? encoding.replace("w", "W") : encoding.toUpperCase();
}

/** Which column holds what; of a list, how each line was split. */
function sayColumns({ table, mapping }: CheckedFile): void {
  if (table.readAs.format === "list") {
    for (const cells of table.samples) console.log(`  ${cells.filter(Boolean).join(" | ")}`);
    return;
  }
  const held = mapping.columns.flatMap(({ field, heading }) =>
    field === null ? [] : [`${field} from “${heading}”`],
  );
  console.log(`Columns: ${held.join(", ")}.`);
  if (mapping.kind === "by-organisation") console.log("Anyone with an organisation signs for it.");
  else if (mapping.kind !== "column") console.log(`All are imported as ${mapping.kind}.`);
}

/** What mends it on the command line. */
const HINTS: Partial<Record<ImportError, string>> = {
  "no-name-column": "Say which column holds the names, such as --map name=Heading.",
  "no-kind-column": `Give the kind with --kind ${KIND_RULES.join("|")}, or --map kind=Heading.`,
  "date-order": "Give the order with --date-order dmy or --date-order mdy.",
  damaged: "Give the encoding with --encoding, such as --encoding windows-1252.",
};

export function explained(words: Words, problems: readonly Finding[], file: string): string {
  const hints = new Set(problems.flatMap(({ code }) => HINTS[code] ?? []));
  const sentences = problems.map((problem) => problemSentence(words, problem));
  return [`${file}:`, ...sentences, ...hints, "Nothing was imported."].join("\n");
}
