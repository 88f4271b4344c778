import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations, postgresDiff, sqliteDrift } from "../../src/runtime/migrations/apply.ts";
import { knownMigrations, migrationsFolder } from "../../src/runtime/migrations/files.ts";
import { explainMistakes, refuse } from "../command.ts";
import { startPostgres } from "../postgres/start.ts";
import { moveRuleSql, type StoredRule } from "./move-rule-sql.ts";
import { postgresSchema } from "./postgres.ts";

const POSTGRES = "prisma/postgres.prisma";

// Writes the next migration of both dialects from what prisma/schema.prisma says beyond the last
// commit, and derives the PostgreSQL schema anew.
// What lifecycle.ts and side-effects.ts say of moves becomes rows of move_rule.
// NOTE: Prisma rebuilds SQLite tables and drops their triggers; write them again at the end.
await explainMistakes(async () => {
  const name = process.argv[2];
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    refuse("Give the migration a name: npm run migration:new -- add_suppression");
  }
  const committed = execFileSync("git", ["show", `HEAD:${POSTGRES}`], { encoding: "utf8" });
  const schema = postgresSchema(readFileSync("prisma/schema.prisma", "utf8"));
  const number = String(knownMigrations().length + 1).padStart(4, "0");
  const server = await startPostgres();
  const postgres = await postgresDiff(server.url("postgres"), committed, schema);
  await server.stop();
  const rules = moveRuleSql(await migratedRules());
  const sql = { sqlite: (await sqliteDrift()) + rules, postgres: postgres + rules };
  writeFileSync(POSTGRES, schema);
  for (const dialect of ["sqlite", "postgres"] as const) {
    const folder = `${migrationsFolder(dialect)}/${number}_${name}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/migration.sql`, sql[dialect]);
    console.log(`Wrote ${folder}/migration.sql (${sql[dialect].length} characters).`);
  }
});

/** The rules that the migrations so far leave in a database. */
async function migratedRules(): Promise<StoredRule[]> {
  if (knownMigrations().length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "undersigned-rules-"));
  const url = `file:${join(folder, "rules.db")}`;
  await applyMigrations(url);
  const { db, close } = await openDatabase(url);
  const rules = await db.moveRule.findMany();
  await close();
  rmSync(folder, { recursive: true });
  return rules;
}
