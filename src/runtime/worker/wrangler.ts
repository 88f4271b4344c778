import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { D1Database } from "@cloudflare/workers-types";
import { z } from "zod";
import { openD1 } from "../../db/d1/open.ts";
import type { Db } from "../../db/db.ts";
import { isDeployed } from "../../db/engine.ts";
import { PrismaClient } from "../../db/generated/sqlite/client.ts";
import { quietenAdapter } from "../../db/patches/d1-console.ts";

const CONFIG = "wrangler.toml";

/** What is read of `wrangler.toml`. */
const configSchema = z.object({
  name: z.string(),
  account_id: z.string().optional(),
  compatibility_date: z.string(),
  d1_databases: z.array(
    z.object({ binding: z.string(), database_name: z.string(), database_id: z.string() }),
  ),
});

/** Keeps wrangler quiet: it asks nothing, reports nothing and writes no logs. */
const QUIET = {
  CI: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_WRITE_LOGS: "false",
  X_LOCAL_EXPLORER: "false",
  X_LOCAL_OBSERVABILITY: "false",
};

/** Something about wrangler or Cloudflare that the operator can mend; the message says how. */
export class WranglerError extends Error {
  override name = "WranglerError";
}

/** A D1 database of `wrangler.toml`, reached from Node. */
export type ReachedD1 = { db: Db; close: () => Promise<void> };

/**
 * Opens the D1 database that `d1:BINDING` names in `wrangler.toml`: the local one that
 * `npm run worker:dev` serves, or with `d1:BINDING?remote` the deployed one.
 *
 * Throws {@link WranglerError}.
 */
export async function reachD1(databaseUrl: string): Promise<ReachedD1> {
  quietenAdapter();
  const binding = bindingOf(databaseUrl);
  const isRemote = isDeployed(databaseUrl);
  const config = isRemote ? await remoteConfig(binding) : { path: CONFIG, remove: () => undefined };
  try {
    const proxy = await openProxy(config.path, isRemote);
    const database = proxy.env[binding];
    if (database === undefined) {
      await proxy.dispose();
      throw unbound(binding);
    }
    const db = openD1(database, PrismaClient);
    const close = async () => {
      await db.$disconnect();
      await proxy.dispose();
    };
    return { db, close };
  } finally {
    config.remove();
  }
}

/**
 * Applies the migrations to the D1 database that `d1:BINDING` names. Wrangler sends each file, and
 * the line that notes it down, as one batch, which is a transaction.
 *
 * Gives what wrangler says is wrong; null if nothing is. Throws {@link WranglerError}.
 */
export function applyByWrangler(databaseUrl: string): string | null {
  const where = isDeployed(databaseUrl) ? "--remote" : "--local";
  const words = [wranglerPath(), "d1", "migrations", "apply", bindingOf(databaseUrl), where];
  const { status, stderr } = spawnSync(process.execPath, words, {
    env: { ...process.env, WRANGLER_LOG: "error", ...QUIET },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  return status === 0 ? null : stripVTControlCharacters(stderr).replace(/^.*\[ERROR\] /gm, "");
}

/** Starts wrangler as a process of its own, on the Node that runs this. */
export function startWrangler(words: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn(process.execPath, [wranglerPath(), ...words], {
    ...options,
    // Of what the Worker logs, warnings and errors are shown.
    env: { ...process.env, WRANGLER_LOG: "warn", ...QUIET, ...options.env },
  });
}

async function openProxy(configPath: string, isRemote: boolean) {
  const { getPlatformProxy } = await importWrangler();
  try {
    return await getPlatformProxy<Record<string, D1Database | undefined>>({
      configPath,
      remoteBindings: isRemote,
      envFiles: [],
    });
  } catch (error) {
    if (!isRemote || !(error instanceof Error)) throw error;
    throw new WranglerError(
      error.message.includes("CLOUDFLARE_API_TOKEN")
        ? "You are not logged in to Cloudflare: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN."
        : `The deployed database cannot be reached: ${error.message}`,
      { cause: error },
    );
  }
}

/**
 * A configuration that says of one database what `wrangler.toml` must not say for good: that even
 * from here the deployed one is used.
 */
async function remoteConfig(binding: string): Promise<{ path: string; remove: () => void }> {
  const { unstable_readConfig: readConfig } = await importWrangler();
  const config = configSchema.parse(readConfig({ config: CONFIG }, { hideWarnings: true }));
  const database = config.d1_databases.find((one) => one.binding === binding);
  if (database === undefined) throw unbound(binding);
  const folder = mkdtempSync(join(tmpdir(), "undersigned-wrangler-"));
  const path = join(folder, "wrangler.json");
  const remote = { ...config, d1_databases: [{ ...database, remote: true }] };
  writeFileSync(path, JSON.stringify(remote));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function importWrangler() {
  wranglerPath();
  Object.assign(process.env, { WRANGLER_LOG: "none", ...QUIET });
  return await import("wrangler");
}

function wranglerPath(): string {
  try {
    return fileURLToPath(import.meta.resolve("wrangler"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND"))
      throw error;
    throw new WranglerError("wrangler is not installed: run `npm ci` without --omit=dev.");
  }
}

function unbound(binding: string): WranglerError {
  return new WranglerError(`wrangler.toml does not bind a D1 database ${binding}.`);
}

function bindingOf(databaseUrl: string): string {
  return databaseUrl.replace(/^d1:/, "").replace(/\?.*$/, "");
}
