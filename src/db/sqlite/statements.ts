import type { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { Bound, Prepared } from "better-sqlite3";

/** Statements that stay prepared: the product has some hundred, and lists of many lengths. */
const STATEMENTS_MAX = 300;

/** What Prisma's adapter asks of a database. */
type Client = { prepare: (sql: string) => Prepared };

/**
 * Lets Prisma's adapter keep its statements. It prepares each anew every time, which takes longer
 * than most of them run; SQLite prepares a kept one again by itself when the schema has changed.
 *
 * Throws: where the adapter is no longer made as it was, on connecting.
 */
export function keepingStatements(adapter: PrismaBetterSqlite3): PrismaBetterSqlite3 {
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = await connect();
    if (!hasClient(connection)) throw new Error("Prisma's adapter keeps its database elsewhere.");
    keepStatements(connection.client);
    return connection;
  };
  return adapter;
}

function hasClient(connection: object): connection is { client: Client } {
  return "client" in connection && typeof connection.client === "object";
}

function keepStatements(client: Client): void {
  const prepare = client.prepare.bind(client);
  const kept = new Map<string, Prepared>();
  client.prepare = (sql) => {
    const known = kept.get(sql) ?? rebindable(prepare(sql));
    // The one that was used last stands last, and the first one goes.
    kept.delete(sql);
    kept.set(sql, known);
    const [oldest] = kept.keys();
    if (kept.size > STATEMENTS_MAX && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

/** A statement that takes other values each time; the driver's own binds once and for all. */
function rebindable(statement: Prepared): Prepared {
  const bound = (values: readonly Bound[]): Prepared => ({
    reader: statement.reader,
    bind: bound,
    columns: () => statement.columns(),
    raw: () => ({ all: () => statement.raw().all(...values) }),
    run: () => statement.run(...values),
  });
  return bound([]);
}
