import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Config } from "../src/config.ts";
import type { Deps } from "../src/deps.ts";
import type { Letter } from "../src/letters/letter.ts";
import { findLetter } from "../src/letters/store.ts";
import { explainPending, type OpenDatabase, openDatabase } from "../src/runtime/database.ts";
import { explainError, loadConfigOrExplain } from "../src/runtime/environment.ts";
import { MigrationError } from "../src/runtime/migrations/failure.ts";
import { openNodeDeps } from "../src/runtime/node.ts";
import { WranglerError } from "../src/runtime/worker/wrangler.ts";
import type { Replayed } from "../src/signatures/history/replay-erasures.ts";

/** Something the operator got wrong; each line is a sentence that says how to mend it. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Stops the command with a sentence for the operator. */
export function refuse(sentence: string): never {
  throw new CommandError(sentence);
}

/**
 * Runs a command against the configured database: opens what it needs, puts it away, and explains
 * what the operator got wrong. While the site is read-only it runs none but those that may always
 * write.
 */
export async function runCommand(
  work: (deps: Deps, config: Config) => Promise<void>,
  { mayWriteAlways = false } = {},
): Promise<void> {
  await runWithConfig(async (config) => {
    const database = await openMigrated(config);
    const { deps, close } = await openNodeDeps(config, database, silentLog);
    try {
      if (!mayWriteAlways && (await deps.switches.read())["read-only"].isOn) refuse(READ_ONLY);
      await work(deps, config);
    } finally {
      await close();
    }
  });
}

/** Runs a command that opens for itself what it needs, and explains what the operator got wrong. */
export async function runWithConfig(work: (config: Config) => Promise<void>): Promise<void> {
  const config = loadConfigOrExplain();
  if (config !== null) await explainMistakes(() => work(config), config.databaseUrl);
}

/** Errors whose message is a sentence for the operator. */
const SENTENCES = [CommandError, MigrationError, WranglerError];

/**
 * Turns what the operator can mend, such as a {@link CommandError} or whatever is wrong with the
 * database of this URL, into its sentences on standard error and the exit code 1.
 */
export async function explainMistakes(
  work: () => Promise<void>,
  databaseUrl: string | null = null,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isSentence = SENTENCES.some((one) => error instanceof one);
    if (!isSentence || !(error instanceof Error)) return explainError(error, databaseUrl);
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Opens the database; stops the command if it lacks something. */
export async function openMigrated({ databaseUrl }: Config): Promise<OpenDatabase> {
  const database = await openDatabase(databaseUrl);
  try {
    const missing = await database.pending();
    if (missing.length > 0) refuse(explainPending(missing));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What the command line says; one that Node cannot read is refused with how it is meant. */
export function readOptions<Options extends ParseArgsConfig>(options: Options, usage: string) {
  try {
    return parseArgs(options);
  } catch (error) {
    if (error instanceof TypeError) return refuse(`${error.message}\n${usage}`);
    throw error;
  }
}

/** What a database forgot once more. */
export function replayedSentence({ erased, hidden, suppressed, mails }: Replayed): string {
  return `Erased from it again what the ledger of erasures lists (erased: ${erased}, hidden or unnamed: ${hidden}, never to be mailed: ${suppressed}, mails cancelled: ${mails}).`;
}

/** The letter of a slug, draft or not. */
export async function letterOf(deps: Deps, slug: string): Promise<Letter> {
  return (await findLetter(deps.db, slug)) ?? refuse(`There is no letter ${JSON.stringify(slug)}.`);
}

const READ_ONLY =
  "The site is read-only, so nothing was done. To end that, run `npm run switch -- read-only off`.";

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
