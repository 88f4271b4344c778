import { existsSync, readdirSync } from "node:fs";

/** The SQL that an engine speaks: SQLite's is D1's too. */
export type Dialect = "sqlite" | "postgres";

/** The folder of a dialect's migrations. Both have the same, under the same names. */
export function migrationsFolder(dialect: Dialect): string {
  return `prisma/migrations/${dialect}`;
}

/** The names of the migrations in this checkout, in the order they are applied. */
export function knownMigrations(folder = migrationsFolder("sqlite")): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
