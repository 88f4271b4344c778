import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CommandError } from "../command.ts";
import { openPlace, type Place, run } from "./place.ts";

/** A PostgreSQL server on loopback that lives as long as this process, and keeps nothing. */
export type LocalPostgres = {
  /** The URL of one of its databases. */
  url: (database: string) => string;
  /** Ends it, as an operator does or as a crash would, and starts it again after some ms. */
  restart: (mode: "fast" | "immediate", awayMs: number) => Promise<void>;
  stop: () => Promise<void>;
};

/** PostgreSQL does not run on this machine; the message says why. */
export class NoPostgresError extends CommandError {
  override name = "NoPostgresError";
}

/** Several servers that start at once may be given the same free port. */
const PORT_TRIES_MAX = 5;
const PORT_TAKEN = "Address already in use";
const READY = "ready to accept connections";
/** Source: https://www.postgresql.org/docs/current/server-shutdown.html */
const SIGNALS = { fast: "INT", immediate: "QUIT" };

/**
 * Runs a server until its standard input ends, as it does with the process that started this,
 * however that ends; then removes its folder. A line there is the signal that ends the server, and
 * the next one starts it again.
 */
const SUPERVISE = `
folder=$1; shift
exec 3<&0 4>&2 2>/dev/null
while
  "$@" 3<&- 2>&4 4>&- &
  server=$!
  { read -r signal; isLast=$?; kill -"\${signal:-INT}" $server; exit $isLast; } <&3 4>&- &
  wait $server
  kill $!
  wait $! && read -r _ <&3
do :; done
rm -rf "$folder"
`;

/**
 * Starts a real PostgreSQL whose binaries come from npm, for tests and for writing migrations. What
 * is written would be lost in a power cut, unless it is to be kept as on a real server.
 *
 * Its locale sorts as people do, unlike SQLite, so that what forgets to compare by bytes shows.
 *
 * Throws: {@link NoPostgresError}
 */
export async function startPostgres(durability: "kept" | "lost" = "lost"): Promise<LocalPostgres> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startIn(await openPlace(), durability);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      if (said.includes(PORT_TAKEN) && tries < PORT_TRIES_MAX) continue;
      const reason = reasonIn(said);
      const options = { cause: error };
      throw new NoPostgresError(`PostgreSQL does not run on this machine: ${reason}.`, options);
    }
  }
}

async function startIn(place: Place, durability: "kept" | "lost"): Promise<LocalPostgres> {
  const { folder, password, passwordFile } = place;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await run(place, "initdb", [
      "--pgdata",
      join(folder, "data"),
      "--no-sync",
      "--no-instructions",
      "--username=undersigned",
      "--auth=password",
      "--pwfile",
      passwordFile,
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=icu",
      "--icu-locale=en",
    ]);
    const port = await freePort();
    const server = spawnServer(place, [
      `port=${port}`,
      "listen_addresses=127.0.0.1",
      "max_connections=200",
      "log_line_prefix=",
      // A socket's path may be too long here, and nobody connects by one.
      "unix_socket_directories=",
      `fsync=${durability === "kept" ? "on" : "off"}`,
    ]);
    await untilReady(server);
    return {
      url: (database) => `postgresql://undersigned:${password}@127.0.0.1:${port}/${database}`,
      restart: async (mode, awayMs) => {
        server.stdin?.write(`${SIGNALS[mode]}\n`);
        await pause(awayMs);
        server.stdin?.write("start\n");
        await untilReady(server);
      },
      stop: async () => {
        server.stdin?.end();
        if (server.exitCode === null) await once(server, "exit");
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function spawnServer({ folder, binaries, options }: Place, settings: string[]): ChildProcess {
  const server = [join(binaries, "bin/postgres"), "-D", join(folder, "data")];
  const words = [folder, ...server, ...settings.flatMap((setting) => ["-c", setting])];
  return spawn("/bin/sh", ["-c", SUPERVISE, "sh", ...words], {
    ...options,
    stdio: ["pipe", "ignore", "pipe"],
    // What interrupts this process must leave it alone: it ends by itself, and clears up.
    detached: true,
  });
}

/** Waits until the server takes connections. Throws what it said if it ended instead. */
async function untilReady(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let said = "";
    let isReady = false;
    server.stderr?.on("data", (chunk) => {
      if (isReady) return;
      said += String(chunk);
      isReady = said.includes(READY);
      if (isReady) resolve();
    });
    server.once("error", reject);
    server.once("close", () => reject(new Error(said)));
  });
}

/** The line of a program's output that says what was wrong. */
function reasonIn(said: string): string {
  const lines = said.replace(/^Command failed: .*\n/, "").split("\n");
  return (lines.find((line) => /FATAL|error:/.test(line)) ?? lines[0] ?? "").replace(/\.$/, "");
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
