import pg from "pg";

/** How long a connection goes by its plans of named statements, in ms. */
const PLANS_MAX_MS = 2_000;

/**
 * A pool that keeps a connection whose statement the server refused. The driver's own closes it,
 * so that every signature that repeats another would cost a new connection, which takes longer
 * than all the rest and would tell by its time that the address is known.
 */
export function keepingPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // One that is cut while nobody uses it has left the pool already; without a listener, Node ends.
  pool.on("error", () => undefined);
  const plannedAt = new WeakMap<pg.PoolClient, number>();
  // A plan that was made for a table of ten rows would be kept while it grows to thousands.
  const dropOldPlans = async (client: pg.PoolClient) => {
    const now = performance.now();
    if (now - (plannedAt.get(client) ?? 0) <= PLANS_MAX_MS) return;
    await client.query("DISCARD PLANS");
    plannedAt.set(client, now);
  };
  const query = async (statement: pg.QueryConfig) => {
    const client = await pool.connect();
    let failure: Error | undefined;
    const onError = (error: Error) => {
      failure = error;
    };
    client.on("error", onError);
    try {
      if (statement.name !== undefined) await dropOldPlans(client);
      return await client.query(statement);
    } catch (error) {
      if (!isRefusal(error)) failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.removeListener("error", onError);
      client.release(failure);
    }
  };
  // Prisma's adapter asks in this one of the driver's many forms.
  pool.query = query as typeof pool.query;
  return pool;
}

/** Whether a server answered “no” to a statement, and its connection is as good as before. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === "ERROR";
}
