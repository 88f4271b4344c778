import { mkdirSync, writeFileSync } from "node:fs";
import { knownMigrations, schemaDrift } from "../src/runtime/migrations.ts";

// Writes the next migration from what prisma/schema.prisma says beyond the migrations so far.
// NOTE: Prisma rebuilds SQLite tables and drops their triggers; write them again at the end.
const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give the migration a name: npm run migration:new -- add_suppression");
  process.exitCode = 1;
} else {
  const sql = await schemaDrift();
  const number = String(knownMigrations().length + 1).padStart(4, "0");
  const folder = `prisma/migrations/sqlite/${number}_${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/migration.sql`, sql);
  console.log(`Wrote ${folder}/migration.sql (${sql.length} characters).`);
}
