import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { z } from "zod";
import { cutJsonRows, POSTGRES_DIALECT } from "../batch/json-rows.ts";
import { newRows } from "../batch/new-rows.ts";
import { COPY_PROGRESS } from "../copy/tables.ts";
import { type Db, type NewSignature, type Statement, TRANSACTION_LIMITS } from "../db.ts";
import { isWriting, lastWrite } from "../faults.ts";
import { PrismaClient } from "../generated/postgres/client.ts";
import type { Sql } from "../sql.ts";
import { statementsOn, whenPassed } from "./statements.ts";
import { inTransaction } from "./transaction.ts";

/** Connections that one process holds at most, unless `connection_limit` says otherwise. */
const CONNECTIONS = 10;
/** How long a statement waits for one of them, in seconds, unless `pool_timeout` says otherwise. */
const POOL_TIMEOUT_SECONDS = 10;
/** A statement that runs longer than this is broken off by the server, in ms. */
const STATEMENT_TIMEOUT_MS = 60_000;
const IDLE_TIMEOUT_MS = 30_000;

const poolParameters = z.object({
  connection_limit: z.coerce.number().int().min(1).max(1_000).default(CONNECTIONS),
  pool_timeout: z.coerce.number().int().min(1).max(600).default(POOL_TIMEOUT_SECONDS),
});

/**
 * The pool behind a `postgresql://` URL. Two parameters of the URL are ours, `connection_limit` and
 * `pool_timeout` (seconds); all others, such as `sslmode`, go to the driver.
 *
 * Throws: if one of them is no such number.
 */
export function postgresPool(databaseUrl: string): pg.PoolConfig {
  const url = new URL(databaseUrl);
  const parameters = poolParameters.parse(Object.fromEntries(url.searchParams));
  for (const name of Object.keys(parameters)) url.searchParams.delete(name);
  return {
    connectionString: url.href,
    max: parameters.connection_limit,
    connectionTimeoutMillis: parameters.pool_timeout * 1_000,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: "undersigned",
    keepAlive: true,
  };
}

/** Whether another process of this product is connected to a PostgreSQL database. */
export async function isPostgresInUse(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ ...postgresPool(databaseUrl), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
       AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()`,
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}

/** Opens a PostgreSQL database. Connections are made when they are needed. */
export function openPostgres(databaseUrl: string): Db {
  const pool = new pg.Pool(postgresPool(databaseUrl));
  // One that is cut while nobody uses it has left the pool already; without a listener, Node ends.
  pool.on("error", () => undefined);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  const client = new PrismaClient({ adapter, transactionOptions: TRANSACTION_LIMITS });
  const { writing, asking, failure } = lastWrite();
  const retrying = client.$extends({
    query: {
      $allOperations: (asked) =>
        (isWriting(asked.operation) ? writing : asking)(() => whenPassed(asked)),
    },
  });
  const run = statementsOn(pool);
  const keep = (statement: string, json: string) => writing(() => run(statement, [json]));
  const db = retrying.$extends({
    client: {
      $insertSignatures: async (rows: readonly NewSignature[]) => {
        const statements = await cutJsonRows(rows, POSTGRES_DIALECT);
        const inserts = statements.map(({ columns, json }) => ({
          text: POSTGRES_DIALECT.insert("signature", columns),
          values: [json],
        }));
        await writing(() => inTransaction(pool, inserts));
      },
      ...newRows(POSTGRES_DIALECT, { keep, count: keep }),
      $rows: (query: Sql) => retrying.$queryRawUnsafe<unknown[]>(query.text, ...query.values),
      // Another machine's time: this process waits for it, and holds nobody up.
      $rowsInBackground: (query: Sql) => asking(() => run(query.text, query.values)),
      $dialect: POSTGRES_DIALECT,
      $writeFailure: failure,
      $inOrder: async (statements: (db: PrismaClient) => readonly Statement[]) => {
        const query = (made: typeof statements) => client.$transaction([...made(client)]);
        await writing(() => whenPassed({ args: statements, query }));
      },
      // PostgreSQL does it by itself (autovacuum).
      $optimize: async () => undefined,
      $limits: { importRowsMax: null, exportRowsMax: null, namedMax: 800 },
    },
  });
  // The two clients differ in nothing that is used; both are generated from one model.
  return db as unknown as Db;
}

/** Whether a copy into it was begun and is not finished: it holds a part of the data at most. */
export async function postgresIsBeingCopiedTo(db: Db): Promise<boolean> {
  const [mark] = await db.$queryRaw<
    { present: boolean }[]
  >`SELECT to_regclass(${COPY_PROGRESS}) IS NOT NULL AS present`;
  return mark?.present === true;
}
