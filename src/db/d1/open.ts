import type { D1Database } from "@cloudflare/workers-types";
import { PrismaD1 } from "@prisma/adapter-d1";
import { cutJsonRows, SQLITE_DIALECT } from "../batch/json-rows.ts";
import { newRows } from "../batch/new-rows.ts";
import type { Db, NewSignature, Statement } from "../db.ts";
import { isWriting, lastWrite } from "../faults.ts";
import type { PrismaClient } from "../generated/sqlite/client.ts";
import { retryWhile } from "../retry.ts";
import type { Sql } from "../sql.ts";

/**
 * What fits one call here. An import is one batch, which D1 runs for 30 seconds at most; a download
 * over HTTP makes a query for each thousand rows, and a Worker may make fifty on the free plan.
 *
 * Source: https://developers.cloudflare.com/d1/platform/limits/
 */
export const D1_LIMITS = { importRowsMax: 5_000, exportRowsMax: 30_000, namedMax: 60 };

/** A client generated for SQLite: in a Worker the one for workerd, on Node the one for Node. */
export type ClientClass = new (options: { adapter: PrismaD1 }) => PrismaClient;

/**
 * Opens a Cloudflare D1 database by its binding. It has no transactions: every change of the
 * product is one statement, and many rows go into one native batch, which is atomic.
 *
 * A Worker opens it for each request, and a client of Prisma takes ten milliseconds of processor to
 * make: it is made with the first call that needs it. What is written in SQL goes straight to the
 * binding, so that a page which asks nothing else costs none of that.
 */
export function openD1(binding: D1Database, Client: ClientClass): Db {
  const whenFree = retryWhile(isOverloaded);
  const { writing, asking, failure } = lastWrite();
  let made: PrismaClient | null = null;
  const prisma = (): PrismaClient => {
    made ??= prismaFor(new Client({ adapter: new PrismaD1(binding) }));
    return made;
  };
  const prismaFor = (client: PrismaClient) => {
    const retrying = client.$extends({
      query: {
        $allOperations: (asked) =>
          (isWriting(asked.operation) ? writing : asking)(() => whenFree(asked)),
      },
    });
    // The extension changes no type that is used: it adds no model.
    return retrying as unknown as PrismaClient;
  };
  const query = async ({ sql, values }: BoundSql): Promise<unknown[]> =>
    (
      await binding
        .prepare(sql)
        .bind(...values)
        .all()
    ).results;
  const rows = ({ sql, values }: Sql) => asking(() => whenFree({ args: { sql, values }, query }));
  const run = (sql: string, json: string) =>
    writing(() => whenFree({ args: { sql, values: [json] }, query }));
  const own = {
    $insertSignatures: async (signatures: readonly NewSignature[]) => {
      const inserts: ReturnType<typeof binding.prepare>[] = [];
      for await (const { columns, json } of cutJsonRows(signatures, SQLITE_DIALECT)) {
        inserts.push(binding.prepare(SQLITE_DIALECT.insert("signature", columns)).bind(json));
      }
      if (inserts.length === 0) return;
      await writing(() => binding.batch(inserts));
    },
    ...newRows(SQLITE_DIALECT, { keep: run, count: run }),
    $rows: rows,
    $write: async ({ sql, values }: Sql) =>
      void (await writing(() => whenFree({ args: { sql, values }, query }))),
    // Another machine's time: this process waits for it, and holds nobody up.
    $rowsInBackground: rows,
    $dialect: SQLITE_DIALECT,
    $reach: async () => void (await asking(() => query({ sql: "SELECT 1", values: [] }))),
    $writeFailure: failure,
    $inOrder: async (statements: (db: PrismaClient) => readonly Statement[]) => {
      for (const statement of statements(prisma())) await statement;
    },
    $optimize: async () => {
      await query({ sql: "PRAGMA optimize", values: [] });
    },
    $keepErasures: async () => undefined,
    // The files are Cloudflare's.
    $sanitize: async () => "clean",
    $disconnect: async () => await made?.$disconnect(),
    $limits: D1_LIMITS,
  };
  const get = (_: object, name: string | symbol) =>
    Reflect.get(Object.hasOwn(own, name) ? own : prisma(), name);
  // What is not ours is Prisma's, whose client knows all the rest.
  return new Proxy({}, { get }) as Db;
}

type BoundSql = { sql: string; values: readonly unknown[] };

/**
 * D1 turns statements away that would queue for too long; those have done nothing.
 *
 * Source: https://developers.cloudflare.com/d1/observability/debug-d1/
 */
function isOverloaded(error: unknown): boolean {
  return error instanceof Error && error.message.includes("D1 DB is overloaded");
}
