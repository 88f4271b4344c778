import pg from "pg";

/**
 * A pool that keeps a connection whose statement the server refused. The driver's own closes it,
 * so that every signature that repeats another would cost a new connection, which takes longer
 * than all the rest and would tell by its time that the address is known.
 */
export function keepingPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  const query = async (statement: pg.QueryConfig) => {
    const client = await pool.connect();
    let failure: Error | undefined;
    const onError = (error: Error) => {
      failure = error;
    };
    client.on("error", onError);
    try {
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
