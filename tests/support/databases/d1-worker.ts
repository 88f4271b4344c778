import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";

/** What a test asks of one database: some statements, alone or as one batch. */
export type Asked = {
  name: string;
  how: "all" | "raw" | "batch";
  statements: readonly { sql: string; values: readonly unknown[] }[];
};

/** Runs that on D1 itself, inside workerd; answers with what it gave, or what its error said. */
export default {
  async fetch(request: Request, env: Record<string, D1Database>): Promise<Response> {
    const { name, how, statements }: Asked = JSON.parse(await request.text());
    const database = env[name];
    if (database === undefined) return Response.json({ message: `No database ${name}.` });
    const bound = statements.map(({ sql, values }) => database.prepare(sql).bind(...values));
    try {
      return Response.json({ given: await run(database, how, bound) });
    } catch (error) {
      return Response.json({ message: error instanceof Error ? error.message : String(error) });
    }
  },
};

async function run(
  database: D1Database,
  how: Asked["how"],
  bound: D1PreparedStatement[],
): Promise<unknown> {
  const [first] = bound;
  if (how === "batch" || first === undefined) return await database.batch(bound);
  return how === "raw" ? await first.raw({ columnNames: true }) : await first.all();
}
