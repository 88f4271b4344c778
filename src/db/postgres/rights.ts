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
  if (encoding !== "UTF8")
    return `The database has the encoding ${encoding}, in which not every name can be written: make another one by createdb --encoding=UTF8 --template=template0.`;
  if (schema !== "public" && at.mayUse === true)
    return `The role "${role}" looks for its tables in ${schema === null ? "a schema that is not there" : `the schema "${schema}"`}, and they belong in public: say ALTER ROLE "${role}" SET search_path = public.`;
  if (owner !== null)
    return `The tables belong to the role "${owner}", and "${role}" may not change them: migrate as "${owner}".`;
  if (at.mayCreate !== true)
    return `The role "${role}" may not create tables in the schema public: migrate as the owner of the database, or have it say GRANT USAGE, CREATE ON SCHEMA public TO "${role}".`;
  return null;
}
