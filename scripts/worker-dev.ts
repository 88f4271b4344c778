import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, envSchema } from "../src/config.ts";
import { openDatabase } from "../src/runtime/database.ts";
import { loadConfigOrExplain, VAR_FOLDER } from "../src/runtime/environment.ts";
import { secretKeyOf } from "../src/runtime/keys/secret-key.ts";
import { applyMigrations } from "../src/runtime/migrations/apply.ts";
import { type NodeDeps, openNodeDeps } from "../src/runtime/node.ts";
import { portProblem } from "../src/runtime/port.ts";
import { welcome } from "../src/runtime/welcome.ts";
import { startWrangler } from "../src/runtime/worker/wrangler.ts";
import { MINUTE_MS } from "../src/shared/clock.ts";
import { buildAssets } from "./build.ts";
import { explainMistakes, refuse } from "./command.ts";

const HOST = "127.0.0.1";
const KEYS = Object.keys(envSchema.shape);
/** How often to check whether the Worker answers yet, in ms. */
const READY_POLL_MS = 200;

// Serves the product as a Worker of this machine, with the local D1 database of wrangler.toml.
process.env["DATABASE_URL"] = "d1:DB";
const config = loadConfigOrExplain();
if (config !== null) await explainMistakes(() => develop(config));

async function develop(config: Config): Promise<void> {
  if (config.isProduction) {
    refuse("This command is for development: remove NODE_ENV, or run `npm run worker:deploy`.");
  }
  const problem = await portProblem({ host: HOST, port: config.port });
  if (problem !== null) refuse(problem);
  await buildAssets();
  const { deps, close } = await openWithMigrations(config);
  const greeting = await welcome(deps);
  await close();
  const worker = startWrangler(wordsFor(config), { stdio: ["ignore", "inherit", "inherit"] });
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      isStopping = true;
      worker.kill(signal);
    });
  }
  const ended = once(worker, "exit");
  if (await becomesReady(worker, config)) process.stdout.write(greeting);
  const timer = setInterval(() => void runJobs(config), MINUTE_MS);
  const [code] = await ended;
  clearInterval(timer);
  process.exitCode = isStopping ? 0 : code;
}

/** Opens the local database, once it has all migrations. */
async function openWithMigrations(config: Config): Promise<NodeDeps> {
  let database = await openDatabase(config.databaseUrl);
  if ((await database.pending()).length > 0) {
    await database.close();
    await applyMigrations(config.databaseUrl);
    database = await openDatabase(config.databaseUrl);
  }
  return await openNodeDeps(config, database);
}

/** Wrangler's arguments: everything on this machine, under the configured host. */
function wordsFor(config: Config): string[] {
  return [
    "dev",
    "--local",
    "--ip",
    HOST,
    "--port",
    String(config.port),
    "--env-file",
    settings(config),
    "--infer-origin-from-routes=false",
    "--test-scheduled",
  ];
}

/**
 * Writes what the Worker is told into a file that only its owner reads, since the words of a
 * command are seen by everybody on the machine. Gives its path.
 */
function settings(config: Config): string {
  const told: Record<string, string> = {
    ...Object.fromEntries(KEYS.map((key) => [key, process.env[key] ?? ""])),
    NODE_ENV: process.env["NODE_ENV"] || "development",
    BASE_URL: config.baseUrl,
    SECRET_KEY: secretKeyOf(config),
  };
  const path = join(VAR_FOLDER, "worker.env");
  mkdirSync(VAR_FOLDER, { recursive: true });
  writeFileSync(path, Object.entries(told).map(toLine).join(""), { mode: 0o600 });
  return path;
}

/** One line of the file; in it `$` would name another variable. */
function toLine([key, value]: [string, string]): string {
  const quote = ["'", '"', "`"].find((mark) => !value.includes(mark));
  if (quote === undefined) refuse(`${key} has all three kinds of quotation mark: remove one kind.`);
  return `${key}=${quote}${value.replaceAll("$", "\\$")}${quote}\n`;
}

/** Calls the Worker as its timer would; on this machine nothing else does. */
async function runJobs({ port }: Config): Promise<void> {
  try {
    await fetch(`http://${HOST}:${port}/cdn-cgi/handler/scheduled`);
  } catch (error) {
    // It is just being built anew, or stopped.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Waits until the Worker answers; false if it ended instead. */
async function becomesReady(worker: ChildProcess, { port }: Config): Promise<boolean> {
  while (worker.exitCode === null && worker.signalCode === null) {
    try {
      if ((await fetch(`http://${HOST}:${port}/readyz`)).ok) return true;
    } catch (error) {
      // Nothing listens there yet.
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  return false;
}
