import { z } from "zod";

/** The table in which a SQLite or PostgreSQL database notes which migrations it has. */
export const MIGRATION_TABLE = "migration";
/** The one that Prisma kept there, up to version 0.1.0. */
export const FORMER_TABLE = "_prisma_migrations";
/** Wrangler's, on D1 and in what was exported from there. */
export const D1_TABLE = "d1_migrations";

/** Which of Prisma's rows were applied: others failed, or were taken back. */
export const FINISHED = "finished_at IS NOT NULL AND rolled_back_at IS NULL";

/** How the names are asked for. A later version's table counts more than an earlier one's. */
const QUERIES = [
  [MIGRATION_TABLE, `SELECT name FROM ${MIGRATION_TABLE}`],
  [D1_TABLE, `SELECT replace(name, '/migration.sql', '') AS name FROM ${D1_TABLE}`],
  [FORMER_TABLE, `SELECT migration_name AS name FROM ${FORMER_TABLE} WHERE ${FINISHED}`],
] as const;

/** How a database with these tables is asked for its migrations; null if it has none. */
export function migrationNamesQuery(tables: readonly string[]): string | null {
  return QUERIES.find(([table]) => tables.includes(table))?.[1] ?? null;
}

/** The tables of a SQLite or D1 database. */
export const SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'";
/** Those of a PostgreSQL database, or of the schema in use. */
export const POSTGRES_TABLES =
  "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()";

/** Gives the rows of a query. */
type Ask = (sql: string) => Promise<unknown[]>;

const named = z.array(z.object({ name: z.string() }));

/** The names of the migrations of a database, whose tables a query names; none if it is empty. */
export async function migrationNames(ask: Ask, tables: string): Promise<string[]> {
  const namesIn = async (query: string) => named.parse(await ask(query)).map(({ name }) => name);
  const query = migrationNamesQuery(await namesIn(tables));
  return query === null ? [] : await namesIn(query);
}
