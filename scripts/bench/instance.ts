import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { letterFile } from "../../prisma/builders.ts";
import { envSchema, readConfig } from "../../src/config.ts";
import type { Deps, Log } from "../../src/deps.ts";
import { saveLetter } from "../../src/letters/edit.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { findLetter } from "../../src/letters/store.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { openNodeDeps } from "../../src/runtime/node.ts";
import { openMailSink } from "./load/mail-sink.ts";

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const START_TIMEOUT_MS = 30_000;
const WATCH_LOOP = new URL("./load/watch-loop.ts", import.meta.url).href;
const stallSchema = z.object({ stallMs: z.number() });
const packageSchema = z.object({ scripts: z.object({ serve: z.string().startsWith("node ") }) });

const BENCH_LETTER = letterFile({
  slug: "measured",
  title: "A letter that many people read at once",
  body: [
    "We write to you because the pages on which people speak together have to stand up when they are needed.",
    "In the week in which a letter matters, a hundred thousand people read it, thousands sign it in a minute, and the office that receives it asks for the list by noon. A page that is away then has lost its letter.",
    "We ask that you\n\n1. measure what a page costs before it is needed;\n2. keep what does not change, and send it to whoever asks;\n3. write down every signature that was accepted, whatever happens next;\n4. say openly what was measured, beside the least that it could have cost.",
    "None of this is new, and all of it is work. We are ready to do our part.",
  ].join("\n\n"),
  published: null,
  publishedBy: "The measuring office",
  noindex: true,
});

/** A letter with a database and a mail server of its own, and what serves it. */
export type Instance = Awaited<ReturnType<typeof openInstance>>;

/** A server under measurement: a process of its own, as it runs for its users. */
export type Server = {
  port: number;
  /** From the start to the first answer, in ms. */
  startMs: number;
  /** Its memory now and at its highest, in MB. */
  memoryMb: () => { now: number; peak: number };
  /** Processor time so far, in ms. */
  cpuMs: () => number;
  /** The longest that its event loop stood still since this was last called, in ms. */
  stallMs: () => Promise<number>;
  stop: () => Promise<void>;
};

/**
 * Opens an instance: in SQLite, in a folder of its own, unless a database is named. Its mail server
 * takes a mail at once, unless it is to be slower. A database that another instance was copied to
 * goes with that one's key.
 */
export async function openInstance(
  databaseUrl?: string,
  mailAnswersAfterMs = 0,
  secretKey = randomBytes(32).toString("base64"),
) {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-bench-"));
  const path = join(folder, "bench.db");
  const mail = await openMailSink(mailAnswersAfterMs);
  const settings = {
    DATABASE_URL: databaseUrl ?? `file:${path}`,
    SECRET_KEY: secretKey,
    SMTP_URL: mail.url,
    TRUSTED_PROXIES: "127.0.0.0/8",
  };
  const config = readConfig(settings);
  await applyMigrations(config.databaseUrl);
  const { deps, close } = await openNodeDeps(
    config,
    await openDatabase(config.databaseUrl),
    SILENT,
  );
  await saveLetter(deps, BENCH_LETTER);
  const servers = new Set<Server>();
  return {
    deps,
    letter: await letterOf(deps, BENCH_LETTER.slug),
    mail,
    secretKey,
    /** The database file, if it is one. */
    path,
    /** Watching its event loop costs a server some memory, and time at its start. */
    startServer: async (watching: "watched" | "unwatched" = "watched") => {
      const server = await startServer(settings, watching);
      servers.add(server);
      return server;
    },
    close: async () => {
      await Promise.all([...servers].map((server) => server.stop()));
      await close();
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A letter that was saved just now. */
async function letterOf(deps: Pick<Deps, "db">, slug: string): Promise<Letter> {
  const letter = await findLetter(deps.db, slug);
  if (letter === null) throw new Error(`The letter ${slug} was not saved.`);
  return letter;
}

/** Starts the build as `npm run serve` does, with these settings and no others. */
async function startServer(
  settings: Record<string, string>,
  watching: "watched" | "unwatched",
): Promise<Server> {
  const port = await freePort();
  const unset = Object.fromEntries(Object.keys(envSchema.shape).map((key) => [key, ""]));
  const watch = watching === "watched" ? ["--import", WATCH_LOOP] : [];
  const served = packageSchema.parse(JSON.parse(readFileSync("package.json", "utf8"))).scripts
    .serve;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...watch, ...served.split(" ").slice(1)], {
    env: {
      PATH: process.env["PATH"] ?? "",
      ...unset,
      DEMO: "off",
      LOG_LEVEL: "error",
      PORT: `${port}`,
      ...settings,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  await untilReady(child, port);
  const startMs = performance.now() - startedAt;
  return {
    port,
    startMs,
    memoryMb: () => memoryOf(child),
    cpuMs: () => cpuMsOf(child),
    stallMs: async () => {
      child.send("how long");
      const [answer]: unknown[] = await once(child, "message");
      return stallSchema.parse(answer).stallMs;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  const endAt = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < endAt && child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.text();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("The server to be measured did not start.");
}

/** Source: proc(5), VmRSS and VmHWM in /proc/pid/status. */
function memoryOf({ pid }: ChildProcess): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (key: string) =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1_024;
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** Source: proc(5), utime and stime in /proc/pid/stat, in hundredths of a second. */
function cpuMsOf({ pid }: ChildProcess): number {
  const [, after = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const fields = after.split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
