import type { Config } from "../src/config.ts";
import type { Deps } from "../src/deps.ts";
import type { Letter } from "../src/letters/letter.ts";
import { findLetter } from "../src/letters/store.ts";
import { explainConfigError, loadConfigOrExplain } from "../src/runtime/environment.ts";
import { pendingMigrations } from "../src/runtime/migrations.ts";
import { openNodeDeps } from "../src/runtime/node.ts";

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
  await runWithConfig(async (config) => {
    await refuseUnmigrated(config);
    const { deps, close } = await openNodeDeps(config, silentLog);
    try {
      await work(deps, config);
    } finally {
      await close();
    }
  });
}

/**
 * Runs a command that opens for itself what it needs, and turns a {@link CommandError} into its
 * sentences on standard error and the exit code 1.
 */
export async function runWithConfig(work: (config: Config) => Promise<void>): Promise<void> {
  const config = loadConfigOrExplain();
  if (config === null) return;
  try {
    await work(config);
  } catch (error) {
    if (!(error instanceof CommandError)) return explainConfigError(error);
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Stops the command where the database lacks migrations. */
export async function refuseUnmigrated({ databaseUrl }: Config): Promise<void> {
  if ((await pendingMigrations(databaseUrl)).length > 0) {
    refuse("The database is not up to date: run `npm run migrate` first.");
  }
}

/** The letter of a slug, draft or not. */
export async function letterOf(deps: Deps, slug: string): Promise<Letter> {
  return (await findLetter(deps.db, slug)) ?? refuse(`There is no letter ${JSON.stringify(slug)}.`);
}

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
