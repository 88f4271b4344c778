import type pg from "pg";
import { onConnection } from "./statements.ts";

/** One statement, and the values that it names `$1`, `$2`, …. */
export type TransactionStatement = { text: string; values: readonly unknown[] };

/**
 * Runs statements in one transaction: all or none. Their number is not limited, nor their time, as
 * Prisma limits it.
 */
export async function inTransaction(
  pool: pg.Pool,
  statements: readonly TransactionStatement[],
): Promise<void> {
  await onConnection(pool, async (client) => {
    await client.query("BEGIN");
    try {
      // A role or a database may have been given a limit, which a pooler's sessions keep.
      await client.query("SET LOCAL statement_timeout = 0");
      for (const { text, values } of statements) await client.query(text, [...values]);
      await client.query("COMMIT");
    } catch (error) {
      // A connection that is gone took the transaction with it.
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  });
}
