import { loadConfigOrExplain } from "../src/runtime/environment.ts";
import { applyMigrations } from "../src/runtime/migrations/apply.ts";
import { buildAssets } from "./build.ts";

// Serves from the sources. `tsx watch` runs it again whenever a source or a style changes.
const config = loadConfigOrExplain();
if (config !== null) {
  await buildAssets();
  await applyMigrations(config.databaseUrl);
  await import("../src/runtime/server.ts");
}
