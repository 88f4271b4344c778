import type pg from "pg";
import { onConnection } from "./statements.ts";

/** One statement, and the values that it names `$1`, `$2`, …. */
export type TransactionStatement = { text: string; values: readonly unknown[] };

/**
 * The connection may have plans from when the tables were small, those of foreign keys too: what
 * they read from end to end for each row grows with the rows.
 */
const BEGIN = "BEGIN; SET LOCAL statement_timeout = 0; DISCARD PLANS";

/**
 * Runs statements in one transaction: all or none. Their number is not limited, nor their time, as
 * Prisma limits it. While the server does one, the next is made.
 */
export async function inTransaction(
  pool: pg.Pool,
  statements: AsyncIterator<TransactionStatement>,
): Promise<void> {
  await onConnection(pool, async (client) => {
    try {
      await client.query(BEGIN);
      let made = await statements.next();
      while (!made.done) {
        const { text, values } = made.value;
        [, made] = await Promise.all([client.query(text, [...values]), statements.next()]);
      }
      await client.query("COMMIT");
    } catch (error) {
      // A connection that is gone took the transaction with it.
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  });
}
