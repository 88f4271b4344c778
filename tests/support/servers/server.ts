import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inject, onTestFailed, onTestFinished } from "vitest";

/** The built server as a process of its own, in a folder of its own, as a newcomer starts it. */
export type RunningServer = {
  url: string;
  folder: string;
  pid: number;
  /** Everything that it printed so far. */
  output: () => string;
  /** Asks it to stop and gives its exit code. */
  stop: () => Promise<number | null>;
  /** Ends it in the middle of whatever it does, as a lost machine does. */
  kill: () => Promise<void>;
};

/** Starts a server that is stopped at the end of the test, whatever becomes of that. */
export async function startServerForTest(env?: Record<string, string>): Promise<RunningServer> {
  const server = await startServer(env);
  onTestFailed(() => void process.stderr.write(server.output()));
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** A folder where what was built can be started, with an empty database. */
export function makeServerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-server-"));
  for (const name of ["dist", "prisma"]) symlinkSync(resolve(name), join(folder, name));
  mkdirSync(join(folder, "var"));
  copyFileSync(inject("templates").sqlite, join(folder, "var/undersigned.db"));
  return folder;
}

/** Starts the built server with an empty database and waits until it has said where it is. */
export async function startServer(
  env: Record<string, string> = {},
  folder = makeServerFolder(),
): Promise<RunningServer> {
  const port = env["PORT"] ?? String(await freePort());
  const server = spawn(process.execPath, ["dist/server.js"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", PORT: port, ...env },
  });
  const exited = once(server, "exit");
  let printed = "";
  server.stdout.on("data", (chunk) => {
    printed += String(chunk);
  });
  server.stderr.on("data", (chunk) => {
    printed += String(chunk);
  });
  await untilPrinted(server, () => printed);
  return {
    url: `http://localhost:${port}`,
    folder,
    pid: server.pid ?? 0,
    output: () => printed,
    stop: async () => {
      server.kill("SIGTERM");
      const [code] = await exited;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
    kill: async () => {
      server.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilPrinted(server: ChildProcess, printed: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (printed().includes("Undersigned is at") || server.exitCode !== null) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`The server did not start:\n${printed()}`);
}

/** A port on loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
