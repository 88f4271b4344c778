import { spawnSync } from "node:child_process";
import type { D1Database } from "@cloudflare/workers-types";
import { openD1 } from "../db/d1.ts";
import type { Db } from "../db/db.ts";
import { PrismaClient } from "../db/generated/sqlite/client.ts";

/** A D1 database of `wrangler.toml`, reached from Node. */
export type ReachedD1 = { db: Db; close: () => Promise<void> };

/**
 * Opens the D1 database that `d1:BINDING` names in `wrangler.toml`: the local one that
 * `npm run worker:dev` serves, or with `d1:BINDING?remote` the deployed one.
 */
export async function reachD1(databaseUrl: string): Promise<ReachedD1> {
  const { binding, isRemote } = partsOf(databaseUrl);
  const { getPlatformProxy } = await import("wrangler");
  const proxy = await getPlatformProxy<Record<string, D1Database | undefined>>({
    remoteBindings: isRemote,
    ...(isRemote && { environment: "remote" }),
  });
  const database = proxy.env[binding];
  if (database === undefined) {
    await proxy.dispose();
    throw new Error(`wrangler.toml binds no D1 database ${binding}.`);
  }
  const db = openD1(database, PrismaClient);
  const close = async () => {
    await db.$disconnect();
    await proxy.dispose();
  };
  return { db, close };
}

/** Applies the migrations to the D1 database that `d1:BINDING` names, by wrangler. */
export function applyD1Migrations(databaseUrl: string): void {
  const { binding, isRemote } = partsOf(databaseUrl);
  const where = isRemote ? "--remote" : "--local";
  const { status } = spawnSync("wrangler", ["d1", "migrations", "apply", binding, where], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error("wrangler did not apply the migrations; it says why above.");
}

function partsOf(databaseUrl: string): { binding: string; isRemote: boolean } {
  const [binding = "", mode] = databaseUrl.replace(/^d1:/, "").split("?");
  return { binding, isRemote: mode === "remote" };
}
