import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Figure, isReached, type Measured, markdownTable } from "./bench/figure.ts";
import { measureLetterPage } from "./bench/letter-page.ts";
import { measureMail } from "./bench/mail.ts";
import { measurePageWeight } from "./bench/page-weight.ts";
import { measurePostgresLarge } from "./bench/postgres-large.ts";
import { measureQueue, measureQueueAfterImport } from "./bench/queue.ts";
import { measureSigning } from "./bench/signing.ts";
import { measureSizes } from "./bench/sizes.ts";
import { measureSpike } from "./bench/spike.ts";
import { measureStart } from "./bench/start.ts";
import { measureTwoProcesses } from "./bench/two-processes.ts";
import { buildAssets, buildServer } from "./build.ts";
import { explainMistakes, refuse } from "./command.ts";

/** What can be measured, by name, in this order. */
const PARTS: Record<string, () => Promise<Measured[]>> = {
  start: measureStart,
  "page-weight": measurePageWeight,
  "letter-page": measureLetterPage,
  signing: measureSigning,
  "signing-two-processes": measureTwoProcesses,
  mail: measureMail,
  sizes: measureSizes,
  queue: measureQueue,
  "queue-after-import": measureQueueAfterImport,
  spike: measureSpike,
  "postgres-1m": measurePostgresLarge,
};
/** What is measured only by its name: it takes as long as all the rest. */
const BY_NAME = ["postgres-1m"];

const USAGE = `Usage: npm run bench -- [${Object.keys(PARTS).join(" | ")}] [--json FILE]`;

// Measures what the product does against the least that it could cost, and says what falls short.
await explainMistakes(async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined) refuse(`There is no part ${JSON.stringify(unknown)}.\n${USAGE}`);
  await buildAssets();
  await buildServer();
  const figures: Measured[] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    const isAsked = positionals.length === 0 ? !BY_NAME.includes(name) : positionals.includes(name);
    if (!isAsked) continue;
    console.log(`Measuring ${name}…`);
    const found = await measure();
    for (const one of found) console.log(`  ${one.name}: ${one.figure} ${one.unit} (${one.ratio})`);
    figures.push(...found);
  }
  if (values.json !== undefined) {
    const json = figures.map(({ wanted: _, ...figure }): Figure => figure);
    writeFileSync(values.json, `${JSON.stringify(json, null, 2)}\n`);
  }
  console.log(`\n${markdownTable(figures)}`);
  if (!figures.every(isReached)) process.exitCode = 1;
});
