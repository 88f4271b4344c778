export type Engine = "sqlite" | "postgres" | "d1";

/** What DATABASE_URL may be: a file, a PostgreSQL server, or a D1 binding of `wrangler.toml`. */
export const DATABASE_URL_PATTERN =
  /^(?:file:.+|postgres(?:ql)?:\/\/.+|d1:[A-Za-z_]\w*(?:\?remote)?)$/;

export function engineOf(databaseUrl: string): Engine {
  if (databaseUrl.startsWith("file:")) return "sqlite";
  return databaseUrl.startsWith("d1:") ? "d1" : "postgres";
}

/** Whether a DATABASE_URL names a deployed D1 database, rather than the local one of that name. */
export function isDeployed(databaseUrl: string): boolean {
  return engineOf(databaseUrl) === "d1" && databaseUrl.endsWith("?remote");
}
