import type { D1Database, RateLimit } from "@cloudflare/workers-types";
import { type Config, ConfigError, readConfig } from "../../config.ts";

/** What `wrangler.toml` binds; variables and secrets are texts. */
export type WorkerEnv = Readonly<{ DB: D1Database; FLOOD: RateLimit } & Record<string, unknown>>;

/** What the Worker needs to be told; it has no file to keep a key in. */
export type WorkerConfig = Config & { secretKey: string };

/** Mails that an invocation sends at once: more of them would be too many queries to D1. */
export const MAIL_SLOTS = 5;

/** Cloudflare lets no connection out to this port. */
const CLOSED_PORT = "25";

/**
 * The configuration of a Worker, from its variables and secrets. Without NODE_ENV it is one for
 * production, since a deployed Worker must never run as a development server.
 *
 * Throws {@link ConfigError} with one sentence for each bad key.
 */
export function workerConfig(env: Readonly<Record<string, unknown>>): WorkerConfig {
  const texts = Object.entries(env).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const given = Object.fromEntries(texts);
  const config = readConfig({
    ...given,
    NODE_ENV: given["NODE_ENV"] || "production",
    DATABASE_URL: "d1:DB",
  });
  const problems: string[] = [];
  if (env["DB"] === undefined)
    problems.push("DB is not bound: bind a D1 database in wrangler.toml.");
  if (env["FLOOD"] === undefined)
    problems.push("FLOOD is not bound: bind a rate limit in wrangler.toml.");
  if (config.isProduction && new URL(config.smtpUrl ?? "").port === CLOSED_PORT)
    problems.push("SMTP_URL has port 25, which Workers cannot reach: use 465 or 587.");
  const { secretKey } = config;
  if (secretKey === null)
    problems.push("SECRET_KEY is not set. On your own machine, `npm run worker:dev` sets one.");
  if (secretKey === null || problems.length > 0) throw new ConfigError(problems);
  return { ...config, secretKey, mailSlots: MAIL_SLOTS };
}
