import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Db } from "../../src/db/db.ts";
import { MIGRATION_TABLE } from "../../src/db/migration-names.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import type { Dialect } from "../../src/runtime/migrations/files.ts";
import { startPostgres } from "../postgres/start.ts";

/** Where the triggers and indexes that a migrated database has can be read at once. */
export const LIVE_FILES = {
  sqlite: "prisma/live.sqlite.sql",
  postgres: "prisma/live.postgres.sql",
} as const;

const HEAD = `-- Every index and trigger of a migrated database, as it stands. Written by
-- \`npm run schema:live\` from the migrations; not to be edited: a test compares.
`;

const written = z.array(z.object({ sql: z.string() }));

/** All indexes, functions and triggers of a database, by name, in its own words. */
export async function liveSchema(db: Db, dialect: Dialect): Promise<string> {
  const rows = written.parse(await db.$queryRawUnsafe(QUERIES[dialect]));
  return `${HEAD}\n${rows.map(({ sql }) => `${sql.trim()};\n`).join("\n")}`;
}

const QUERIES: Record<Dialect, string> = {
  sqlite: `SELECT sql FROM sqlite_master
    WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name NOT LIKE '!_%' ESCAPE '!'
      AND tbl_name NOT LIKE 'd1!_%' ESCAPE '!'
    ORDER BY type, name`,
  postgres: `
    SELECT sql FROM (
      SELECT 1 AS part, indexname::text AS name, indexdef AS sql
      FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '${MIGRATION_TABLE}'
      UNION ALL
      SELECT 2, p.proname::text, pg_get_functiondef(p.oid) FROM pg_proc AS p
      WHERE p.pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT 3, t.tgname::text, pg_get_triggerdef(t.oid) FROM pg_trigger AS t
      WHERE NOT t.tgisinternal
    ) AS live ORDER BY part, name COLLATE "C"`,
};

async function write(databaseUrl: string, dialect: Dialect): Promise<void> {
  await applyMigrations(databaseUrl);
  const { db, close } = await openDatabase(databaseUrl);
  writeFileSync(LIVE_FILES[dialect], await liveSchema(db, dialect));
  await close();
}

if (process.argv[1]?.endsWith("schema/live.ts")) {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-live-"));
  const server = await startPostgres();
  await write(`file:${join(folder, "live.db")}`, "sqlite");
  await write(server.url("postgres"), "postgres");
  await server.stop();
  rmSync(folder, { recursive: true });
}
