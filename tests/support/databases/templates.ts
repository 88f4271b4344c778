import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { NoPostgresError, startPostgres } from "../../../scripts/postgres/start.ts";
import { applyMigrations } from "../../../src/runtime/migrations/apply.ts";
import { onServer, TEMPLATE } from "./postgres-server.ts";

/** Where a migrated database of each engine is copied from. */
export type Templates = {
  sqlite: string;
  /** Without a URL, why PostgreSQL does not run on this machine. */
  postgres: { url: string } | { reason: string };
  d1: string;
};

/** Migrates one database of each engine, once for the whole run. */
export async function makeTemplates(
  folder: string,
): Promise<{ templates: Templates; stop: () => Promise<void> }> {
  const paths = { sqlite: join(folder, "template.db"), d1: join(folder, "template-d1") };
  const migratedD1 = migrateD1(paths.d1);
  const { postgres, stop } = await makePostgres();
  await applyMigrations(`file:${paths.sqlite}`);
  await migratedD1;
  return { templates: { ...paths, postgres }, stop };
}

async function makePostgres(): Promise<{
  postgres: Templates["postgres"];
  stop: () => Promise<void>;
}> {
  try {
    const server = await startPostgres();
    const url = server.url(TEMPLATE);
    await onServer(url, `CREATE DATABASE "${TEMPLATE}"`);
    await applyMigrations(url);
    return { postgres: { url }, stop: server.stop };
  } catch (error) {
    if (!(error instanceof NoPostgresError)) throw error;
    return { postgres: { reason: error.message }, stop: async () => undefined };
  }
}

async function migrateD1(folder: string): Promise<void> {
  const words = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", folder];
  try {
    await promisify(execFile)("node_modules/.bin/wrangler", words, {
      env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
    });
  } catch (error) {
    throw new Error("wrangler did not migrate the D1 database.", { cause: error });
  }
}
