import { existsSync } from "node:fs";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { explainDatabase } from "../db/explain.ts";
import { PostgresUrlError } from "../db/postgres-url.ts";

/** Holds everything that is made while running: the database, the mail folder, the key. */
export const VAR_FOLDER = "var";

/** The configuration of this process, from its environment and a `.env` file if there is one. */
function loadConfig(): Config {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return readConfig(process.env);
}

/**
 * The configuration, or null after having told the operator what is wrong with it, one sentence
 * for each key.
 */
export function loadConfigOrExplain(): Config | null {
  try {
    return loadConfig();
  } catch (error) {
    explainError(error, null);
    return null;
  }
}

/**
 * Tells the operator what is wrong with the configuration, or with the database of this URL.
 * Rethrows any other error.
 */
export function explainError(error: unknown, databaseUrl: string | null): void {
  const problems = problemsIn(error);
  if (problems !== null) {
    const lines = problems.map((problem) => `  ${problem}\n`).join("");
    process.stderr.write(`The settings are wrong:\n${lines}`);
  } else {
    const sentence = databaseUrl === null ? null : explainDatabase(error, databaseUrl);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
  }
  process.exitCode = 1;
}

/** What is wrong with the configuration; null if an error does not say so. */
function problemsIn(error: unknown): readonly string[] | null {
  if (error instanceof ConfigError) return error.problems;
  // Such as a file that the address names, and that is looked for only when it is needed.
  return error instanceof PostgresUrlError ? [`DATABASE_URL ${error.message}.`] : null;
}
