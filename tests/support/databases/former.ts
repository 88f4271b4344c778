import type { Db } from "../../../src/db/db.ts";
import type { Dialect } from "../../../src/runtime/migrations/files.ts";

/** The table of migrations as Prisma made it on each engine. */
const TABLE = (date: string) => `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at ${date},
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at ${date},
  started_at ${date} NOT NULL DEFAULT CURRENT_TIMESTAMP, applied_steps_count INTEGER DEFAULT 0
)`;

/** Makes a migrated database one that version 0.1.0 has migrated: it has Prisma's table. */
export async function makeFormer(db: Db, dialect: Dialect): Promise<void> {
  await db.$executeRawUnsafe(TABLE(dialect === "sqlite" ? "DATETIME" : "TIMESTAMPTZ"));
  await db.$executeRaw`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
    SELECT name, checksum, name, CURRENT_TIMESTAMP, 1 FROM migration`;
  await db.$executeRaw`DROP TABLE migration`;
}
