import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startPostgres } from "../../../scripts/local-postgres.ts";
import { applyMigrations } from "../../../src/runtime/migrations/apply.ts";
import { onServer, TEMPLATE } from "./postgres-server.ts";

/** Where a migrated database of each engine is copied from. */
export type Templates = { sqlite: string; postgres: string; d1: string };

/** Migrates one database of each engine, once for the whole run. */
export async function makeTemplates(
  folder: string,
): Promise<{ templates: Templates; stop: () => Promise<void> }> {
  const paths = { sqlite: join(folder, "template.db"), d1: join(folder, "template-d1") };
  const migratedD1 = migrateD1(paths.d1);
  const server = await startPostgres();
  const postgres = server.url(TEMPLATE);
  await onServer(postgres, `CREATE DATABASE "${TEMPLATE}"`);
  await applyMigrations(postgres);
  await applyMigrations(`file:${paths.sqlite}`);
  await migratedD1;
  return { templates: { ...paths, postgres }, stop: server.stop };
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
