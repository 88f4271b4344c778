import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { D1Database } from "@cloudflare/workers-types";
import { d1Over } from "./d1-over-http.ts";

/** How many databases all tests that run in one process may take. */
const DATABASES_MAX = 250;

type Server = { take: () => D1Database; statements: string };

// One workerd for all tests of a process: starting one takes longer than most of them. Miniflare
// ends it with the process.
let server: Promise<Server> | null = null;

/** A D1 database that nobody has used, with all that a migrated one holds. */
export async function freshD1(template: string): Promise<D1Database> {
  server ??= start(template);
  const { take, statements } = await server;
  const database = take();
  await database.exec(statements);
  return database;
}

async function start(template: string): Promise<Server> {
  // It takes seconds to load, which the other engines' tests need not wait for.
  const { unstable_startWorker: startWorker } = await import("wrangler");
  const folder = mkdtempSync(join(dirname(template), "d1-"));
  const config = join(folder, "wrangler.json");
  const names = Array.from({ length: DATABASES_MAX }, (_, index) => `D${index}`);
  const databases = names.map((name) => ({
    binding: name,
    database_name: name,
    database_id: name,
  }));
  const main = resolve("tests/support/databases/d1-worker.ts");
  writeFileSync(
    config,
    JSON.stringify({
      name: "tests",
      main,
      compatibility_date: "2026-11-01",
      d1_databases: databases,
    }),
  );
  const worker = await startWorker({
    config,
    dev: {
      persist: join(folder, "state"),
      server: { hostname: "127.0.0.1", port: 0 },
      inspector: false,
      watch: false,
      logLevel: "error",
    },
  });
  const url = await worker.url;
  return {
    take: () => {
      const name = names.shift();
      if (name === undefined) throw new Error(`A process takes ${DATABASES_MAX} databases.`);
      return d1Over(url, name);
    },
    statements: statementsOf(template),
  };
}

/** The statements that make a database like the one that wrangler has migrated, one a line. */
function statementsOf(template: string): string {
  const folder = join(template, "v3/d1/miniflare-D1DatabaseObject");
  const file = readdirSync(folder).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name)) ?? "";
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  const made = database
    .prepare(
      `SELECT sql FROM sqlite_master
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'
       ORDER BY type <> 'table', rowid`,
    )
    .all();
  const noted = database
    .prepare(
      `SELECT 'INSERT INTO d1_migrations (name) VALUES (' || quote(name) || ')' AS sql
       FROM d1_migrations`,
    )
    .all();
  const rules = database
    .prepare(
      `SELECT format('INSERT INTO move_rule VALUES (%s)', group_concat(quote(value), ', ')) AS sql
       FROM move_rule, json_each(json_array(name, from_state, to_state, event, mail, is_decision,
         drops, returns, erases, remembers))
       GROUP BY name, from_state, to_state`,
    )
    .all();
  database.close();
  const statements = [...made, ...noted, ...rules].map(({ sql }) => String(sql));
  return statements.map((sql) => sql.replace(/--.*$/gm, "").replaceAll("\n", " ")).join("\n");
}
