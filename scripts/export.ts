import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PURPOSE_LENGTH_MAX } from "../src/limits.ts";
import { hasControlCharacters, lengthOf, tidyLine } from "../src/shared/text/text.ts";
import { takeExport } from "../src/signatures/export/record.ts";
import { isState, STATES } from "../src/signatures/lifecycle.ts";
import { letterOf, readOptions, refuse, runCommand } from "./command.ts";

const USAGE =
  "Usage: npm run -s export -- SLUG [--format csv|json] [--states published,pending,…] [--contacts] [--hidden] [--purpose TEXT]";

// Writes the signatories of a letter to standard output.
await runCommand(async (deps) => {
  const { slug, purpose, ...request } = readArguments();
  const letter = await letterOf(deps, slug);
  try {
    const pieces = takeExport(deps, letter, { accountId: null, purpose }, request);
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    // Whoever read the output, such as `head`, has had enough.
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
});

function readArguments() {
  const { values, positionals } = parse();
  const [slug] = positionals;
  const { format, states, contacts: withContacts, hidden: withHidden } = values;
  if (slug === undefined || positionals.length > 1) refuse(USAGE);
  if (format !== "csv" && format !== "json") refuse(USAGE);
  const named = states.split(",").map((state) => state.trim());
  const unknown = named.filter((state) => !isState(state));
  if (unknown.length > 0)
    refuse(`There is no state ${unknown.join(", ")}. The states are ${STATES.join(", ")}.`);
  const purpose = tidyLine(values.purpose);
  const isLine = !hasControlCharacters(purpose) && lengthOf(purpose) <= PURPOSE_LENGTH_MAX;
  if (!isLine) refuse(`Shorten --purpose to a line of ${PURPOSE_LENGTH_MAX} characters.`);
  const request = { format, states: named.filter(isState), withContacts, withHidden } as const;
  return { slug, purpose: purpose === "" ? null : purpose, ...request };
}

function parse() {
  return readOptions(
    {
      allowPositionals: true,
      options: {
        format: { type: "string", default: "csv" },
        states: { type: "string", default: "published" },
        contacts: { type: "boolean", default: false },
        hidden: { type: "boolean", default: false },
        purpose: { type: "string", default: "" },
      },
    },
    USAGE,
  );
}
