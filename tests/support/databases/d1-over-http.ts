import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";
import type { Asked } from "./d1-worker.ts";

type Bound = Asked["statements"][number];
type Answer<T> = { given: T } | { message: string };

const agent = new Agent({ keepAlive: true });

/**
 * A binding to a database of the Worker in d1-worker.ts: one request for each call, where
 * wrangler's own proxy takes three, two of which stop this process.
 */
export function d1Over(url: URL, name: string): D1Database {
  const boundBy = new WeakMap<D1PreparedStatement, Bound>();
  const ask = async <T>(how: Asked["how"], statements: readonly Bound[]): Promise<T> => {
    const asked: Asked = { name, how, statements };
    const answer: Answer<T> = JSON.parse(await post(url, JSON.stringify(asked)));
    if ("message" in answer) throw new Error(answer.message);
    return answer.given;
  };
  const statement = (bound: Bound): D1PreparedStatement => {
    const all = <T>() => ask<D1Result<T>>("all", [bound]);
    async function raw<T>(options: { columnNames: true }): Promise<[string[], ...T[]]>;
    async function raw<T>(options?: { columnNames?: false }): Promise<T[]>;
    async function raw<T>(options?: { columnNames?: boolean }): Promise<unknown> {
      const [names, ...rows] = await ask<[string[], ...T[]]>("raw", [bound]);
      return options?.columnNames === true ? [names, ...rows] : rows;
    }
    const made: D1PreparedStatement = {
      bind: (...values) => statement({ ...bound, values }),
      all,
      run: all,
      raw,
      first: unused,
    };
    boundBy.set(made, bound);
    return made;
  };
  return {
    prepare: (sql) => statement({ sql, values: [] }),
    batch: async (statements) =>
      await ask(
        "batch",
        statements.map((one) => boundBy.get(one) ?? unused()),
      ),
    exec: async (lines) => {
      const statements = lines.split("\n").map((sql) => ({ sql, values: [] }));
      await ask("batch", statements);
      return { count: statements.length, duration: 0 };
    },
    withSession: unused,
    dump: unused,
  };
}

function unused(): never {
  throw new Error("The product asks D1 for nothing like that.");
}

async function post(url: URL, body: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent }, (answer) => {
      text(answer).then(resolve, reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
