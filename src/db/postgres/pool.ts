import pg from "pg";
import { readPostgresUrl } from "../postgres-url.ts";
import { TellingClient } from "./client.ts";
import { tlsSettings } from "./tls.ts";

/** A statement that runs longer than this is broken off by the server, in ms. */
const STATEMENT_TIMEOUT_MS = 60_000;
const IDLE_TIMEOUT_MS = 30_000;

/**
 * How the driver connects to the database of a `postgresql://` URL. No setting is sent while a
 * connection is made, but its name, which poolers know: they refuse all others.
 *
 * Throws: PostgresUrlError
 */
export function postgresPool(databaseUrl: string): pg.PoolConfig {
  const { host, port, user, password, database, tls, ...ours } = readPostgresUrl(databaseUrl);
  return {
    host,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
    ...tlsSettings(tls),
    max: ours.connectionsMax,
    connectionTimeoutMillis: ours.waitMs,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    application_name: ours.applicationName,
    keepAlive: true,
  };
}

/** The pool of a process that serves, or of a command: its statements do not run for ever. */
export function openPool(databaseUrl: string): pg.Pool {
  const { isPooled } = readPostgresUrl(databaseUrl);
  const pool = new pg.Pool({
    ...postgresPool(databaseUrl),
    Client: TellingClient,
    // A pooler would hand the setting on to whoever has the session next.
    ...(!isPooled && { onConnect: limitStatements }),
  });
  // One that is cut while nobody uses it has left the pool already; without a listener, Node ends.
  pool.on("error", () => undefined);
  return pool;
}

async function limitStatements(client: pg.ClientBase): Promise<void> {
  await client.query(`SET statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
}
