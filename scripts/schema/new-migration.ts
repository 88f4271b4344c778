import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { knownMigrations, migrationsFolder } from "../../src/runtime/migrations/files.ts";
import { explainMistakes, refuse } from "../command.ts";
import { driftOf } from "./drift/drift.ts";
import { moveRuleSql } from "./move-rule-sql.ts";

// Begins the next migration of both dialects: what prisma/schema.prisma says beyond the migrations
// so far stands in it as comments, to be written as SQL, and what lifecycle.ts and side-effects.ts
// say of moves as rows of move_rule.
await explainMistakes(async () => {
  const name = process.argv[2];
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    refuse("Give the migration a name: npm run migration:new -- add_suppression");
  }
  const { drift, rules } = await lackingOnSqlite();
  const number = String(knownMigrations().length + 1).padStart(4, "0");
  const head = ["Why this is needed, in a sentence or two.", ...drift];
  for (const dialect of ["sqlite", "postgres"] as const) {
    const folder = `${migrationsFolder(dialect)}/${number}_${name}`;
    mkdirSync(folder, { recursive: true });
    const path = `${folder}/migration.sql`;
    writeFileSync(path, `${head.map((line) => `-- ${line}\n`).join("")}\n${rules}`);
    console.log(`Wrote ${path}. Now write the SQL.`);
  }
});

/** What the schema and the table of moves say beyond the migrations so far. */
async function lackingOnSqlite(): Promise<{ drift: string[]; rules: string }> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-schema-"));
  const url = `file:${join(folder, "migrated.db")}`;
  await applyMigrations(url);
  const { db, close } = await openDatabase(url);
  const drift = await driftOf(db, "sqlite", readFileSync("prisma/schema.prisma", "utf8"));
  const rules = moveRuleSql(await db.moveRule.findMany());
  await close();
  rmSync(folder, { recursive: true });
  return { drift, rules };
}
