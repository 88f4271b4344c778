import { saveLetter } from "../src/letters/edit.ts";
import { insertPending, SEEDED_LETTER } from "./bench/letters/pending.ts";
import { letterOf, refuse, runCommand } from "./command.ts";

const COUNT = 100_000;
const COUNT_MAX = 1_000_000;
const USAGE = "Usage: npm run seed-queue -- [count]";

// Fills a database with made-up pending entries, to see and measure a queue that is full.
await runCommand(async (deps, config) => {
  if (config.isProduction) refuse("You cannot fill a production database with made-up entries.");
  const count = Number(process.argv[2] ?? COUNT);
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX) refuse(USAGE);
  await saveLetter(deps, SEEDED_LETTER);
  const letter = await letterOf(deps, SEEDED_LETTER.slug);
  await insertPending(deps, letter, count, (done) => console.log(`${done} of ${count}`));
  console.log(`The queue is at ${config.baseUrl}/admin/letters/${letter.slug}/queue`);
});
