import pg from "pg";

/** Statements that a connection keeps its plans of. */
const NAMES_MAX = 100;
/** How long a connection goes by its plans of named statements, in ms. */
const PLANS_MAX_MS = 2_000;

/** A timestamp without a zone is in UTC here, and in the zone of the process for the driver. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.TIMESTAMP
      ? (text: string) => new Date(`${text.replace(" ", "T")}Z`)
      : pg.types.getTypeParser(oid, format),
};

/**
 * Runs statements by the driver itself, each under a name of its own unless a pooler stands in
 * between: a connection then plans it once in a while, which for the search for look-alikes takes
 * as long as a third of the search. For statements of few texts, whose plan does not depend on
 * their values.
 */
export function statementsOn(pool: pg.Pool, { isPooled }: { isPooled: boolean }) {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    if (isPooled) return undefined;
    if (!names.has(text) && names.size < NAMES_MAX) names.set(text, `undersigned_${names.size}`);
    return names.get(text);
  };
  const plannedAt = new WeakMap<pg.PoolClient, number>();
  // A plan that was made for a table of ten rows would be kept while it grows to thousands.
  const dropOldPlans = async (client: pg.PoolClient) => {
    const now = performance.now();
    if (now - (plannedAt.get(client) ?? 0) <= PLANS_MAX_MS) return;
    await client.query("DISCARD PLANS");
    plannedAt.set(client, now);
  };
  return async (text: string, values: readonly unknown[]): Promise<unknown[]> =>
    await onConnection(pool, async (client) => {
      if (!isPooled) await dropOldPlans(client);
      const statement = { name: nameOf(text), text, values: [...values], types: TYPES };
      return await rowsOf(client, statement);
    });
}

/**
 * The rows of a statement. Without the promise that the driver would make: it puts what it calls
 * into a query that is made already, after which V8 takes all rows for old ones, and holds them
 * until it next looks through all of its memory: tens of megabytes in a long export.
 */
function rowsOf(client: pg.PoolClient, statement: pg.QueryConfig): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    void client.query<Record<string, unknown>>(statement, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result.rows);
    });
  });
}

/**
 * Does some work on a connection of a pool. It goes back to the pool even if the server refused
 * a statement, which `pool.query` would close it for, and else out of it.
 */
export async function onConnection<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let failure: Error | undefined;
  const onError = (error: Error) => {
    failure = error;
  };
  client.on("error", onError);
  try {
    return await work(client);
  } catch (error) {
    if (!isRefusal(error)) failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.removeListener("error", onError);
    client.release(failure);
  }
}

/** Whether a server answered “no” to a statement, and its connection is as good as before. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === "ERROR";
}
