import pg from "pg";
import { z } from "zod";
import { TABLES } from "../copy/tables.ts";
import { postgresPool } from "./pool.ts";

const found = z.object({
  role: z.string(),
  schema: z.string().nullable(),
  mayCreate: z.boolean().nullable(),
  owner: z.string().nullable(),
});

/** What keeps a role from migrating a PostgreSQL database, as a sentence; null if nothing does. */
export async function lackingRight(databaseUrl: string): Promise<string | null> {
  const client = new pg.Client(postgresPool(databaseUrl));
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT current_user::text AS role, current_schema()::text AS schema,
        has_schema_privilege(to_regnamespace('public'), 'CREATE') AS "mayCreate",
        (SELECT min(tableowner::text) FROM pg_tables
          WHERE schemaname = 'public' AND tablename::text = ANY($1)
          AND NOT pg_has_role(tableowner, 'USAGE')) AS owner`,
      [TABLES],
    );
    return sentenceFor(found.parse(rows[0]));
  } finally {
    await client.end();
  }
}

function sentenceFor({ role, schema, mayCreate, owner }: z.infer<typeof found>): string | null {
  if (owner !== null)
    return `The tables belong to the role "${owner}", and "${role}" may not change them: migrate as "${owner}".`;
  if (mayCreate !== true)
    return `The role "${role}" may not create tables in the schema public: migrate as the owner of the database, or have it say GRANT USAGE, CREATE ON SCHEMA public TO "${role}".`;
  if (schema !== "public")
    return `The role "${role}" would create its tables in the schema "${schema}", where they are not looked for: say ALTER ROLE "${role}" SET search_path = public.`;
  return null;
}
