import type { Config } from "../src/config.ts";
import type { Deps } from "../src/deps.ts";
import type { Letter } from "../src/letters/letter.ts";
import { findLetter } from "../src/letters/store.ts";
import { explainPending } from "../src/runtime/database.ts";
import { loadConfigOrExplain } from "../src/runtime/environment.ts";
import { pendingMigrations } from "../src/runtime/migrations.ts";
import { openNodeDeps } from "../src/runtime/node.ts";
import { WranglerError } from "../src/runtime/wrangler.ts";

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
 * what the operator got wrong.
 */
export async function runCommand(
  work: (deps: Deps, config: Config) => Promise<void>,
): Promise<void> {
  const config = loadConfigOrExplain();
  if (config === null) return;
  await explainMistakes(async () => {
    const missing = await pendingMigrations(config.databaseUrl);
    if (missing.length > 0) refuse(explainPending(missing));
    const { deps, close } = await openNodeDeps(config, silentLog);
    try {
      await work(deps, config);
    } finally {
      await close();
    }
  });
}

/**
 * Turns what the operator can mend, a {@link CommandError} or a {@link WranglerError}, into its
 * sentences on standard error and the exit code 1.
 */
export async function explainMistakes(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof WranglerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** The letter of a slug, draft or not. */
export async function letterOf(deps: Deps, slug: string): Promise<Letter> {
  return (await findLetter(deps.db, slug)) ?? refuse(`There is no letter ${JSON.stringify(slug)}.`);
}

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
