import type { Db } from "../../../src/db/db.ts";
import type { Dialect } from "../../../src/runtime/migrations/files.ts";
import { wantedFacts } from "./facts.ts";
import { foundFacts } from "./found.ts";
import { readTables } from "./model.ts";

/**
 * How a migrated database differs from a Prisma schema, a sentence for each difference: in columns
 * with type, null and default, in primary and foreign keys, and in indexes. On PostgreSQL it makes
 * an index for a moment, so it is not for a database in use.
 */
export async function driftOf(db: Db, dialect: Dialect, schema: string): Promise<string[]> {
  const wanted = await wantedFacts(readTables(schema), dialect, db);
  const found = await foundFacts(db, dialect);
  const sentences: string[] = [];
  for (const [part, like] of wanted) {
    const there = found.get(part);
    if (there === undefined)
      sentences.push(`The migrations make no ${part}, which the schema has (${like}).`);
    else if (there !== like)
      sentences.push(`The migrations make the ${part} “${there}”, and the schema has “${like}”.`);
  }
  for (const [part, like] of found) {
    if (!wanted.has(part))
      sentences.push(`The migrations make the ${part} (${like}), which the schema does not have.`);
  }
  return sentences;
}
