import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isListening } from "./listening.ts";
import { freePort } from "./server.ts";

/** Debian's package puts it here. */
const PGBOUNCER = "/usr/sbin/pgbouncer";

export function pgbouncerPath(): string | null {
  return existsSync(PGBOUNCER) ? PGBOUNCER : null;
}

/** A pooler before a PostgreSQL server. */
export type Pooler = {
  /** The URL by which it leads to the database of another URL. */
  url: (databaseUrl: string) => string;
  /** What it has written into its log. */
  log: () => string;
  close: () => Promise<void>;
};

/**
 * Starts PgBouncer in transaction mode, as Debian configures it in all else, with fewer sessions
 * than its clients have connections: each transaction may run in another session.
 */
export async function startPooler(databaseUrl: string): Promise<Pooler> {
  const { hostname, port: serverPort, username, password } = new URL(databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), "undersigned-pooler-"));
  const port = await freePort();
  const server = `host=${hostname} port=${serverPort} user=${username} password=${password}`;
  const settings = join(folder, "pgbouncer.ini");
  writeFileSync(
    settings,
    [
      `[databases]\n* = ${server}`,
      `[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}`,
      // No sockets in the file system.
      "unix_socket_dir =",
      "auth_type = any\npool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 100",
    ].join("\n"),
  );
  // It refuses to run as root, and is started by root as somebody who may read its settings.
  chmodSync(folder, 0o755);
  const asNobody = process.geteuid?.() === 0 ? ["-u", "nobody"] : [];
  const pooler = spawn(PGBOUNCER, [...asNobody, settings], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  pooler.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const exited = once(pooler, "exit");
  for (let tries = 0; tries < 100 && !(await isListening(port)); tries += 1) {
    if (pooler.exitCode !== null) throw new Error(`PgBouncer does not run: ${said}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url: (other) => {
      const url = new URL(other);
      url.port = String(port);
      return url.href;
    },
    log: () => said,
    close: async () => {
      pooler.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}
