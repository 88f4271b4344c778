import { applyMigrations } from "../src/runtime/migrations/apply.ts";
import { buildAssets } from "./build.ts";
import { runWithConfig } from "./command.ts";
import { writeCatalogues } from "./locales/write.ts";

// Serves from the sources. `tsx watch` runs it again whenever a source or a style changes.
await runWithConfig(async ({ databaseUrl }) => {
  writeCatalogues();
  await buildAssets();
  await applyMigrations(databaseUrl);
  await import("../src/runtime/server.ts");
});
