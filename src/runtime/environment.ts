import { existsSync } from "node:fs";
import { type Config, ConfigError, readConfig } from "../config.ts";

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
    explainConfigError(error);
    return null;
  }
}

/** Tells the operator what a {@link ConfigError} says. Rethrows any other error. */
export function explainConfigError(error: unknown): void {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(
    `The configuration is not right:\n${error.problems.map((problem) => `  ${problem}\n`).join("")}`,
  );
  process.exitCode = 1;
}
