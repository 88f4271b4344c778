import { applyMigrations } from "../src/runtime/migrations/apply.ts";
import { runWithConfig } from "./command.ts";

// Applies every migration that the database does not have yet.
await runWithConfig(async ({ databaseUrl }) => {
  const applied = await applyMigrations(databaseUrl);
  console.log(
    applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`,
  );
});
