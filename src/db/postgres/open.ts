import { PrismaPg } from "@prisma/adapter-pg";
import { POSTGRES_DIALECT } from "../batch/json-rows.ts";
import { newRows } from "../batch/new-rows.ts";
import { COPY_PROGRESS } from "../copy/tables.ts";
import { type Db, type NewSignature, type Statement, TRANSACTION_LIMITS } from "../db.ts";
import { isPassing, isUndone, isUndoneAlone, isWriting, lastWrite } from "../faults.ts";
import { PrismaClient } from "../generated/postgres/client.ts";
import { APPLICATION_NAME, readPostgresUrl } from "../postgres-url.ts";
import { retryWhile } from "../retry.ts";
import type { Sql } from "../sql.ts";
import { TellingClient } from "./client.ts";
import { insertions } from "./insertion.ts";
import { openPool, postgresPool } from "./pool.ts";
import { statementsOn } from "./statements.ts";
import { inTransaction } from "./transaction.ts";

/** How old the last use of a pooler's session may be for the session to be in use. */
const POOLED_USE = "15 seconds";

/**
 * Whether another process of this product is connected to a PostgreSQL database. A pooler keeps
 * sessions after those who used them have gone: there, one does not count that is idle and has been
 * for a while, since a server asks for news every second. Other roles' sessions hide what they do.
 */
export async function isPostgresInUse(databaseUrl: string): Promise<boolean> {
  const { isPooled } = readPostgresUrl(databaseUrl);
  const client = new TellingClient(postgresPool(databaseUrl));
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
       AND starts_with(application_name, $1) AND pid <> pg_backend_pid()
       AND (NOT $3 OR state IS DISTINCT FROM 'idle' OR state_change > now() - $2::interval)`,
      [APPLICATION_NAME, POOLED_USE, isPooled],
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}

/** What only reads is tried again after any failure that passes. */
const whenReadable = retryWhile(isPassing);
/** What writes is tried again if it has certainly done nothing: one statement, or several. */
const whenWritable = retryWhile(isUndoneAlone);
const whenAllWritable = retryWhile(isUndone);

/** Opens a PostgreSQL database. Connections are made when they are needed. */
export function openPostgres(databaseUrl: string): Db {
  const { waitMs, isPooled } = readPostgresUrl(databaseUrl);
  const pool = openPool(databaseUrl);
  const adapter = new PrismaPg(pool);
  const transactionOptions = { ...TRANSACTION_LIMITS, maxWait: waitMs };
  const client = new PrismaClient({ adapter, transactionOptions });
  const { writing, asking, failure } = lastWrite();
  const retrying = client.$extends({
    query: {
      $allOperations: (asked) =>
        isWriting(asked.operation)
          ? writing(() => whenWritable(asked))
          : asking(() => whenReadable(asked)),
    },
  });
  const insertion = insertions();
  const run = statementsOn(pool, { isPooled });
  const rows = (query: Sql) =>
    asking(() => whenReadable({ args: query, query: ({ text, values }) => run(text, values) }));
  const keep = (statement: string, json: string) =>
    writing(() => whenWritable({ args: [json], query: (values) => run(statement, values) }));
  const db = retrying.$extends({
    client: {
      $insertSignatures: async (rows: readonly NewSignature[]) => {
        const query = (given: typeof rows) => inTransaction(pool, insertion(given));
        await writing(() => whenAllWritable({ args: rows, query }));
      },
      ...newRows(POSTGRES_DIALECT, { keep, count: keep }),
      $rows: rows,
      $write: async ({ text, values }: Sql) =>
        void (await writing(() =>
          whenWritable({ args: values, query: (given) => run(text, given) }),
        )),
      // Another machine's time: this process waits for it, and holds nobody up.
      $rowsInBackground: rows,
      $dialect: POSTGRES_DIALECT,
      $reach: async () => void (await asking(() => run("SELECT 1", []))),
      $writeFailure: failure,
      // Prisma knows of no connections but those that it was asked for itself.
      $disconnect: async () => {
        await client.$disconnect();
        if (!pool.ending) await pool.end();
      },
      $inOrder: async (statements: (db: PrismaClient) => readonly Statement[]) => {
        const query = (made: typeof statements) => client.$transaction([...made(client)]);
        await writing(() => whenAllWritable({ args: statements, query }));
      },
      // PostgreSQL does it by itself (autovacuum).
      $optimize: async () => undefined,
      // Here the table is the ledger: `npm run erasures` prints it.
      $keepErasures: async () => undefined,
      $sanitize: async () => "clean" as const,
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
