import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The SQL that an engine speaks: SQLite's is D1's too. */
export type Dialect = "sqlite" | "postgres";

/** A migration as it stands in this checkout. */
export type Migration = {
  name: string;
  path: string;
  sql: string;
  /** The SHA-256 of its file, in hex. */
  checksum: string;
};

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

/** The migrations of a dialect, in the order they are applied. */
export function readMigrations(dialect: Dialect): Migration[] {
  const folder = migrationsFolder(dialect);
  return knownMigrations(folder).map((name) => {
    const path = `${folder}/${name}/migration.sql`;
    return toMigration({ name, path, text: readFileSync(path, "utf8") });
  });
}

/** A migration with this text, whose lines Git may have given another end. */
export function toMigration(file: { name: string; path: string; text: string }): Migration {
  const { name, path } = file;
  const sql = file.text.replaceAll("\r\n", "\n");
  return { name, path, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
