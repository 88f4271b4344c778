import { z } from "zod";
import { POSTGRES_TABLES } from "../../db/migration-names.ts";
import { TellingClient } from "../../db/postgres/client.ts";
import { postgresPool } from "../../db/postgres/pool.ts";
import type { MigrationSession } from "./session.ts";

/** The lock that processes which migrate take in turn: any number that nobody else uses. */
const LOCK = 7_205_759_403;

/**
 * A migration takes as long as it needs. If its process dies the server soon hears of it, also in
 * the middle of a statement, and lets the lock go: by default only once the statement is done.
 */
const SETTINGS = [
  "SET LOCAL statement_timeout = 0",
  "SET LOCAL idle_in_transaction_session_timeout = 0",
  `SELECT set_config(name, '1s', true) FROM pg_settings
    WHERE name = 'client_connection_check_interval'`,
];

const named = z.array(z.object({ name: z.string() }));

/** Connects to a PostgreSQL database to migrate it. */
export async function openPostgresSession(databaseUrl: string): Promise<MigrationSession> {
  const client = new TellingClient(postgresPool(databaseUrl));
  await client.connect();
  const query = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows;
  return {
    dialect: "postgres",
    tableNames: async () => named.parse(await query(POSTGRES_TABLES)).map(({ name }) => name),
    query,
    alone: async (work) => {
      await query("BEGIN");
      try {
        for (const setting of SETTINGS) await query(setting);
        // It ends with the transaction, and so does not outlive this process behind a pooler.
        await query(`SELECT pg_advisory_xact_lock(${LOCK})`);
        const result = await work();
        await query("COMMIT");
        return result;
      } catch (error) {
        await query("ROLLBACK").catch(() => undefined);
        throw error;
      }
    },
    // It checks what it was told at every statement.
    tableWithOrphans: async () => null,
    close: () => client.end(),
  };
}
