import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";

/** Is told of each statement that reaches a database, by its SQL as far as it is known. */
export type Heard = (sql: string) => void;

/** A D1 binding that tells of each statement that it runs. */
export function countingD1(binding: D1Database, heard: Heard): D1Database {
  const sqlOf = new WeakMap<D1PreparedStatement, string>();
  const runs = ["all", "first", "raw", "run"];
  const statement = (made: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const counting = new Proxy(made, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name === "bind")
          return (...values: unknown[]) => statement(target.bind(...values), sql);
        return (...given: unknown[]) => {
          if (runs.includes(String(name))) heard(sql);
          return Reflect.apply(value, target, given);
        };
      },
    });
    sqlOf.set(counting, sql);
    bare.set(counting, made);
    return counting;
  };
  const bare = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  return new Proxy(binding, {
    get: (target, name) => {
      if (name === "prepare") return (sql: string) => statement(target.prepare(sql), sql);
      if (name === "batch")
        return (statements: D1PreparedStatement[]) => {
          for (const one of statements) heard(sqlOf.get(one) ?? "");
          return target.batch(statements.map((one) => bare.get(one) ?? one));
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** What a client sends to PostgreSQL to have a statement run: a simple query, or an execution. */
const SIMPLE_QUERY = "Q";
const PARSE = "P";
const EXECUTE = "E";

/** What a client asks before all else: whether the server speaks TLS. */
const SSL_REQUEST = 80_877_103;

/**
 * A way to a PostgreSQL server that tells of each statement that passes on it.
 *
 * Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export async function countingPostgres(
  url: string,
  heard: Heard,
): Promise<{ url: string; close: () => Promise<void> }> {
  const target = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
    client.on("data", messageReader(heard));
    client.pipe(upstream);
    upstream.pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  target.hostname = "127.0.0.1";
  const through = new URL(target);
  through.port = String(address.port);
  return {
    url: through.href,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Reads what a client sends, in whatever pieces it comes; until it has begun, without a type. */
function messageReader(heard: Heard): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let hasBegun = false;
  let parsed = "";
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = hasBegun ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const type = hasBegun ? String.fromCharCode(rest[0] ?? 0) : "";
      const body = rest.subarray(head + 4, length);
      if (type === PARSE) parsed = textsIn(body)[1] ?? "";
      if (type === SIMPLE_QUERY) heard(textsIn(body)[0] ?? "");
      if (type === EXECUTE) heard(parsed);
      hasBegun ||= body.readInt32BE() !== SSL_REQUEST;
      rest = rest.subarray(length);
    }
  };
}

function textsIn(body: Buffer): string[] {
  return body.toString("utf8").split("\0");
}
