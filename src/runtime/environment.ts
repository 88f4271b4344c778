import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError, readConfig } from "../config.ts";

/** Where everything is kept that is made while running: the database, the mail folder, the key. */
export const VAR_FOLDER = "var";
const SECRET_KEY_FILE = join(VAR_FOLDER, "secret-key");

/** The configuration of this process, from its environment and a `.env` file where there is one. */
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
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(
      `The configuration is not right:\n${error.problems.map((problem) => `  ${problem}\n`).join("")}`,
    );
    process.exitCode = 1;
    return null;
  }
}

/** SECRET_KEY; outside production one is made at first use and kept. */
export function secretKeyOf(config: Config): string {
  if (config.secretKey !== null) return config.secretKey;
  if (!existsSync(SECRET_KEY_FILE)) {
    mkdirSync(VAR_FOLDER, { recursive: true });
    writeFileSync(SECRET_KEY_FILE, randomBytes(32).toString("base64"), { mode: 0o600 });
  }
  return readFileSync(SECRET_KEY_FILE, "utf8").trim();
}
