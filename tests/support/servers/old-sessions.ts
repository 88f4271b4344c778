import { join } from "node:path";
import Database from "better-sqlite3";
import type { RunningServer } from "./server.ts";

/** Makes every session look as if it had begun this long ago, with nothing proved since. */
export function turnBackSessions(server: RunningServer, ms: number): void {
  const database = new Database(join(server.folder, "var/undersigned.db"));
  const at = new Date(Date.now() - ms).toISOString();
  database
    .prepare("UPDATE session SET created_at = ?, second_step_at = ?, stepped_up_at = NULL")
    .run(at, at);
  database.close();
}
