import pg from "pg";

/** The name of the migrated database that others are copied from. */
export const TEMPLATE = "template_undersigned";

/** Runs a statement on the server that a database is on, outside that database. */
export async function onServer(databaseUrl: string, sql: string): Promise<void> {
  const url = new URL(databaseUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
