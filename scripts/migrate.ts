import { loadConfigOrExplain } from "../src/runtime/environment.ts";
import { applyMigrations } from "../src/runtime/migrations/apply.ts";
import { explainMistakes } from "./command.ts";

// Applies every migration that the database does not have yet.
const config = loadConfigOrExplain();
if (config !== null) {
  await explainMistakes(async () => {
    const applied = await applyMigrations(config.databaseUrl);
    console.log(
      applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`,
    );
  });
}
