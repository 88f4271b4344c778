import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Figure, markdownTable } from "./bench/figure.ts";
import { measureQueue } from "./bench/queue.ts";
import { explainMistakes, refuse } from "./command.ts";

const USAGE = "Usage: npm run bench -- [queue] [--json FILE]";

/** What can be measured, by name. */
const PARTS: Record<string, () => Promise<Figure[]>> = { queue: measureQueue };

// Measures how long things take beside the least they could, and says which take too long.
await explainMistakes(async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined) refuse(`There is no part ${JSON.stringify(unknown)}.\n${USAGE}`);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (positionals.length === 0 || positionals.includes(name)) figures.push(...(await measure()));
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
  console.log(markdownTable(figures));
  if (figures.some(({ figure, limit }) => figure > limit)) process.exitCode = 1;
});
