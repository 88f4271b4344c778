import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { startWrangler } from "../../../src/runtime/worker/wrangler.ts";
import type { Asked } from "../world.ts";
import { builtCommand } from "./built-commands.ts";
import { freePort } from "./server.ts";

/** What a checkout is made of, as far as a Worker and the commands need it. */
const CHECKOUT = [
  "emails",
  "node_modules",
  "prisma",
  "scripts",
  "src",
  "views",
  "package.json",
].concat(["tsconfig.json", "tsconfig.base.json", "tsconfig.node.json"]);
/** A first start builds, and this machine may be busy. In tries of 100 ms. */
const START_TRIES_MAX = 600;

/** A checkout with a migrated D1 database, and a state of its own. */
export type Checkout = {
  folder: string;
  /** Runs a command as an operator does; gives what it printed and its exit code. */
  run: (command: string, words: readonly string[], env?: Env) => Promise<Ran>;
  remove: () => void;
};

type Env = Record<string, string>;
type Ran = { out: string; said: string; status: number | null };

/** A Worker that runs on this machine. */
export type RunningWorker = Asked & {
  url: string;
  /** Everything that it printed so far. */
  output: () => string;
  /** Asks it to stop; gives its exit code, and whether it left a process behind. */
  stop: () => Promise<{ code: number | null; hasLeftovers: boolean }>;
};

/** Makes a checkout in a folder of its own, with what this run of the suite has built, or bare. */
export function makeCheckout({ isBuilt }: { isBuilt: boolean }): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-worker-"));
  const names = isBuilt ? [...CHECKOUT, "dist"] : CHECKOUT;
  for (const name of names) symlinkSync(resolve(name), join(folder, name));
  copyFileSync("wrangler.toml", join(folder, "wrangler.toml"));
  cpSync(inject("templates").d1, join(folder, ".wrangler/state"), { recursive: true });
  return {
    folder,
    run: async (command, words, env = {}) => {
      const child = spawn(process.execPath, builtCommand([command, ...words]), {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...envIn(folder), DATABASE_URL: "d1:DB", ...env },
      });
      const printed = Promise.all([text(child.stdout), text(child.stderr)]);
      const [status = null]: (number | null)[] = await once(child, "exit");
      const [out, said] = await printed;
      return { out, said, status };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts a development Worker by `worker:dev`, and waits until it has said where it is. */
export async function startWorker({ folder }: Checkout, env: Env = {}): Promise<RunningWorker> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/worker-dev.ts"], {
    cwd: folder,
    detached: true,
    env: { ...envIn(folder), PORT: String(port), ...env },
  });
  return await running(child, port, (output) => output.includes("Undersigned is at"));
}

/**
 * Starts the Worker of a built checkout as `wrangler.toml` has it deployed: nothing is said to it
 * but these secrets.
 */
export async function startDeployed({ folder }: Checkout, secrets: Env): Promise<RunningWorker> {
  const port = await freePort();
  const path = join(folder, "deployed.env");
  const lines = Object.entries(secrets).map(([key, value]) => `${key}='${value}'\n`);
  writeFileSync(path, lines.join(""));
  const place = ["--local", "--ip", "127.0.0.1", "--port", String(port), "--env-file", path];
  const child = startWrangler(["dev", ...place], {
    cwd: folder,
    detached: true,
    env: { ...envIn(folder), WRANGLER_LOG: "log" },
  });
  return await running(child, port, (output) => output.includes("Ready on"));
}

/** Nothing of the machine's own settings; wrangler's notes go into the same folder. */
function envIn(folder: string): Env {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, ".config"),
    NODE_EXTRA_CA_CERTS: resolve("tests/support/mail/mailbox-authority.pem"),
  };
}

async function running(
  child: ChildProcess,
  port: number,
  hasStarted: (output: string) => boolean,
): Promise<RunningWorker> {
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      printed += String(chunk);
    });
  }
  const stop = async () => {
    const exited = once(child, "exit");
    if (child.exitCode === null) child.kill("SIGTERM");
    const [code] = child.exitCode === null ? await exited : [child.exitCode];
    return { code, hasLeftovers: await endLeftovers(child.pid ?? 0) };
  };
  for (let tries = 0; !hasStarted(printed); tries += 1) {
    if (tries === START_TRIES_MAX || child.exitCode !== null) {
      await stop();
      throw new Error(`The Worker did not start:\n${printed}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  const url = `http://localhost:${port}`;
  const request = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), { ...init, redirect: "manual" });
  return { url, app: { request }, output: () => printed, stop };
}

/** Whether processes of a group outlived their first one for seconds; they are ended here. */
async function endLeftovers(group: number): Promise<boolean> {
  for (let tries = 0; tries < 30; tries += 1) {
    if (!isThere(group)) return false;
    await new Promise((done) => setTimeout(done, 100));
  }
  process.kill(-group, "SIGKILL");
  return true;
}

function isThere(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
