import { z } from "zod";
import { TABLES } from "../copy/tables.ts";
import { TellingClient } from "./client.ts";
import { postgresPool } from "./pool.ts";

const found = z.object({
  role: z.string(),
  schema: z.string().nullable(),
  encoding: z.string(),
  mayUse: z.boolean().nullable(),
  mayCreate: z.boolean().nullable(),
  owner: z.string().nullable(),
});

/** What keeps a role from migrating a PostgreSQL database, as a sentence; null if nothing does. */
export async function lackingRight(databaseUrl: string): Promise<string | null> {
  const client = new TellingClient(postgresPool(databaseUrl));
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT current_user::text AS role, current_schema()::text AS schema,
        current_setting('server_encoding') AS encoding,
        has_schema_privilege(to_regnamespace('public'), 'USAGE') AS "mayUse",
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

function sentenceFor(at: z.infer<typeof found>): string | null {
  const { role, schema, encoding, owner } = at;
  const place = schema === null ? "a schema that does not exist" : `the schema "${schema}"`;
  if (encoding !== "UTF8")
    return `The database has the encoding ${encoding}, which cannot hold every name: create a new one with createdb --encoding=UTF8 --template=template0.`;
  if (schema !== "public" && at.mayUse === true)
    return `The role "${role}" looks for its tables in ${place}, but they belong in public: run ALTER ROLE "${role}" SET search_path = public.`;
  if (owner !== null)
    return `The tables belong to the role "${owner}", and "${role}" may not change them: run the migration as "${owner}".`;
  if (at.mayCreate !== true)
    return `The role "${role}" may not create tables in the schema public: run the migration as the owner of the database, or have the owner run GRANT USAGE, CREATE ON SCHEMA public TO "${role}".`;
  return null;
}
