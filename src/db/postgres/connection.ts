import type pg from "pg";
import { CopyError } from "../copy/rows.ts";
import { explainDatabase } from "../explain.ts";
import { PostgresUrlError } from "../postgres-url.ts";
import { TellingClient } from "./client.ts";
import { postgresPool } from "./pool.ts";

/** Runs one statement and gives its rows, as objects. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<unknown[]>;

/** One connection to a PostgreSQL database. */
export type Connection = {
  /** The URL without its user, password and parameters. */
  place: string;
  query: Query;
  /** The same, with each row as the list of its values. */
  queryLists: (sql: string, values: readonly unknown[]) => Promise<unknown[][]>;
  /** Does some work in a transaction, which is rolled back if it throws. */
  inTransaction: <Result>(work: () => Promise<Result>) => Promise<Result>;
  close: () => Promise<void>;
};

/**
 * Connects. Statements in a transaction take as long as they need.
 *
 * Throws: {@link CopyError} if the server cannot be reached or refuses, now or later.
 */
export async function openConnection(databaseUrl: string): Promise<Connection> {
  const settings = settingsFor(databaseUrl);
  const client = new TellingClient(settings);
  await explainingErrors(databaseUrl, () => client.connect());
  const query: Query = (text, values = []) =>
    explainingErrors(databaseUrl, async () => (await client.query(text, [...values])).rows);
  return {
    place: placeOf(settings),
    query,
    queryLists: async (text, values) => {
      const statement = { text, values: [...values], rowMode: "array" as const };
      return (await explainingErrors(databaseUrl, () => client.query<unknown[]>(statement))).rows;
    },
    inTransaction: async (work) => {
      await query("BEGIN");
      try {
        // A role may have been given a limit: the setting ends with the transaction.
        await query("SET LOCAL statement_timeout = 0");
        const result = await work();
        await query("COMMIT");
        return result;
      } catch (error) {
        await query("ROLLBACK");
        throw error;
      }
    },
    close: () => client.end(),
  };
}

function settingsFor(databaseUrl: string): pg.ClientConfig {
  try {
    return postgresPool(databaseUrl);
  } catch (error) {
    if (!(error instanceof PostgresUrlError)) throw error;
    throw new CopyError(`A PostgreSQL URL ${error.message}.`, { cause: error });
  }
}

function placeOf({ host = "", port, database = "" }: pg.ClientConfig): string {
  const name = host.includes(":") ? `[${host}]` : host.replaceAll("/", "%2F");
  return `postgresql://${name}${port === undefined ? "" : `:${port}`}/${database}`;
}

/** Turns what the server or the network says into a sentence; of a statement, it is a bug. */
async function explainingErrors<Result>(
  databaseUrl: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const sentence = explainDatabase(error, databaseUrl);
    if (sentence === null) throw error;
    throw new CopyError(`${sentence} Then run the same command again.`, { cause: error });
  }
}
