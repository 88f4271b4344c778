import { mkdirSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UnavailableError } from "../../shared/unavailable-error.ts";
import { cutJsonRows, SQLITE_DIALECT } from "../batch/json-rows.ts";
import { newRows } from "../batch/new-rows.ts";
import { COPY_PROGRESS } from "../copy/tables.ts";
import { type Db, hasCode, type NewSignature, type Statement, TRANSACTION_LIMITS } from "../db.ts";
import { codeOf, isWriting, lastWrite } from "../faults.ts";
import { PrismaClient } from "../generated/sqlite/client.ts";
import { retryWhile } from "../retry.ts";
import { type Sql, sql } from "../sql.ts";
import { sqliteAdapter } from "./adapter.ts";
import {
  CHECKPOINT_PAGES,
  type Heard,
  isLocked,
  openConnection,
  SECURE_DELETE,
  type SqliteConnection,
  type SqliteTask,
  type Sync,
  taskOf,
} from "./connection.ts";
import { ledgerKeeper } from "./ledger-file.ts";
import { sanitizer } from "./sanitize.ts";
import { type WorkerConnection, workerConnection } from "./worker-connection.ts";

/** What holds for Prisma's connection. */
const PRAGMAS = [
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = FULL",
  SECURE_DELETE,
  `PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
  // 32 MiB of pages, taken only as they are read: the indexes of a very long queue stay there.
  "PRAGMA cache_size = -32768",
];

/** Where others are to be answered meanwhile, waiting is left to the retries. */
const NO_WAITING = "PRAGMA busy_timeout = 0";

/** Prisma's code for what SQLite calls busy. */
const TIMED_OUT = "P1008";

/**
 * Opens a SQLite database at a `file:` URL and sets what holds for the whole product: a
 * write-ahead log, so that readers never wait for the writer, and a full sync, so that an
 * accepted signature survives a power cut. A statement that finds the database locked by another
 * process has done nothing yet and is tried again. `$optimize` counts a sample of tables that grew
 * tenfold, whether or not this connection has asked for them (hence the number).
 *
 * If it is served, one worker writes, so that nobody else waits for the disk, and one reads what
 * takes long. What is done in this thread can be heard, statement by statement.
 *
 * Source: https://www.sqlite.org/wal.html and https://www.sqlite.org/pragma.html
 */
export async function openSqlite(
  databaseUrl: string,
  { isServed, heard }: { isServed: boolean; heard?: Heard } = { isServed: false },
): Promise<Db> {
  const path = sqlitePath(databaseUrl);
  makeFolderOf(path);
  const worker = isServed ? workerConnection(path) : null;
  const reader = isServed ? workerConnection(path) : null;
  const adapter = sqliteAdapter(databaseUrl, heard);
  const client = new PrismaClient({
    adapter: worker?.writesFor(adapter) ?? adapter,
    transactionOptions: TRANSACTION_LIMITS,
  });
  for (const pragma of PRAGMAS) await client.$queryRawUnsafe(pragma);
  if (isServed) await client.$queryRawUnsafe(NO_WAITING);
  const whenWritable = retryWhile((error) => hasCode(error, TIMED_OUT));
  const { writing: noting, asking, failure } = lastWrite();
  const retrying = client.$extends({
    query: {
      $allOperations: (asked) =>
        (isWriting(asked.operation) ? noting : asking)(() => whenWritable(asked)),
    },
  });
  // What is read never waits for who writes.
  const here = connectionHere(path, heard);
  const writing = worker ?? here;
  const reading = reader ?? here;
  const whenFree = retryWhile(isLocked);
  const write = (task: SqliteTask) => noting(() => whenFree({ args: task, query: writing.run }));
  const db = retrying.$extends({
    client: {
      $rows: (query: Sql) => asking(() => whenFree({ args: taskOf(query), query: here.run })),
      $rowsInBackground: (query: Sql) =>
        asking(() => whenFree({ args: taskOf(query), query: reading.run })),
      $write: async (query: Sql) => void (await write(taskOf(query))),
      ...newRows(SQLITE_DIALECT, {
        keep: (statement, json) => write(oneValued("FULL", statement, json)),
        // What is counted to slow down who floods may be lost in a power cut; a signature may not.
        count: (statement, json) => write(oneValued("NORMAL", statement, json)),
      }),
      $insertSignatures: async (signatures: readonly NewSignature[]) => {
        const statements: SqliteTask["statements"][number][] = [];
        for await (const { columns, json } of cutJsonRows(signatures, SQLITE_DIALECT)) {
          statements.push({ sql: SQLITE_DIALECT.insert("signature", columns), values: [json] });
        }
        await write({ sync: "FULL", statements });
      },
      $inOrder: async (statements: (db: PrismaClient) => readonly Statement[]) => {
        const query = (made: typeof statements) => client.$transaction([...made(client)]);
        await noting(() => whenWritable({ args: statements, query }));
      },
      $optimize: async () => {
        await write(taskOf(sql`PRAGMA optimize = 0x10012`));
      },
      ...ofErasing(path, here, worker),
      $disconnect: async () => {
        await writing.close();
        await reading.close();
        await here.close();
        await client.$disconnect();
      },
      $dialect: SQLITE_DIALECT,
      $reach: async () =>
        void (await asking(() => here.run(taskOf(sql`SELECT name FROM sqlite_master LIMIT 1`)))),
      $writeFailure: failure,
      $limits: { importRowsMax: null, exportRowsMax: null, namedMax: NAMED_MAX },
    },
  });
  // The extensions change no type that is used: they add no model.
  return db as unknown as Db;
}

/**
 * A connection in this thread, opened when it is first needed. This thread answers others too:
 * waiting is left to the retries.
 */
function connectionHere(path: string, heard?: Heard): SqliteConnection {
  let opened: ReturnType<typeof openConnection> | null = null;
  return {
    run: async (task) => {
      opened ??= openConnection(path, 0, heard);
      return opened.run(task);
    },
    close: async () => opened?.close(),
  };
}

/** What becomes of erased data in the files, and in the ledger beside them. */
function ofErasing(path: string, here: SqliteConnection, worker: WorkerConnection | null) {
  return {
    $keepErasures: ledgerKeeper(path, (query) => here.run(taskOf(query))),
    $sanitize: sanitizer({
      // At rest there is no thread, and little to do.
      here: () => (worker?.isStarted() ? worker : here),
      beside: worker ?? here,
      freeBytes: () => freeBytesFor(path),
    }),
  };
}

function oneValued(sync: Sync, statement: string, value: string): SqliteTask {
  return { sync, statements: [{ sql: statement, values: [value] }] };
}

/** Values that Prisma puts into one statement for SQLite, less some for the rest of it. */
const NAMED_MAX = 800;

/** Makes the folder of a database. Throws UnavailableError if there can be none at this path. */
export function makeFolderOf(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw Object.assign(new Error("It is a folder."), { code: "EISDIR" });
    }
  } catch (error) {
    throw new UnavailableError(codeOf(error) ?? "EACCES", { cause: error });
  }
}

/** The room that is left on the disk of a database. */
export function freeBytesFor(path: string): number {
  const { bavail, bsize } = statfsSync(dirname(path));
  return bavail * bsize;
}

/** The path behind a `file:` URL. */
export function sqlitePath(databaseUrl: string): string {
  return databaseUrl.replace(/^file:/, "");
}

/** Whether a copy into it was begun and is not finished: it holds a part of the data at most. */
export async function sqliteIsBeingCopiedTo(db: Db): Promise<boolean> {
  const marks = await db.$queryRaw<
    unknown[]
  >`SELECT name FROM sqlite_master WHERE name = ${COPY_PROGRESS}`;
  return marks.length > 0;
}
