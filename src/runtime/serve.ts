import { once } from "node:events";
import { createServer } from "node:http";
import { serveStatic } from "@hono/node-server/serve-static";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import type { Deps, Log } from "../deps.ts";
import { SECOND_MS } from "../shared/clock.ts";
import { ASSET_CACHING, FAVICON_CACHING } from "./built.ts";
import { closingGently } from "./closing.ts";
import { compressing } from "./compress.ts";
import { hindranceOf, type OpenDatabase, openDatabase } from "./database.ts";
import { explainError, loadConfigOrExplain } from "./environment.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { type Door, listenerOf } from "./listener.ts";
import { jsonLog } from "./log.ts";
import { openNodeDeps } from "./node.ts";
import { explainListening } from "./port.ts";
import { welcome } from "./welcome.ts";

/**
 * How long a connection stays open after an answer: longer than nginx (60 s) and Caddy (120 s)
 * keep theirs, so that none is closed here while a proxy sends a form through it, which it may not
 * send again.
 */
const KEEP_ALIVE_MS = 125 * SECOND_MS;

/** How often a database that is not ready yet is looked at again. */
const READY_POLL_MS = SECOND_MS;

/**
 * How long a process that starts answers nobody, while it may soon be ready: a proxy would give it
 * what another one could answer.
 */
const OPENING_MS = 5 * SECOND_MS;

/**
 * Serves the app until the process is told to stop, then finishes what is under way. Until the
 * database is there and has every migration, only the question whether the process is alive is
 * answered, so that any number of processes may start before the one that migrates has ended.
 * What it can never be served with, such as another SECRET_KEY, ends the process with a sentence.
 */
export async function serveApp(publicFolder: string): Promise<void> {
  const config = loadConfigOrExplain();
  if (config === null) return;
  try {
    await serveWith(config, publicFolder);
  } catch (error) {
    explainError(error, config.databaseUrl);
  }
}

async function serveWith(config: Config, publicFolder: string): Promise<void> {
  const log = jsonLog(config);
  const database = await openDatabase(config.databaseUrl, { isServed: true });
  const door: Door = { answer: answerWhileStarting, pages: null, metrics: null };
  const stopping = new AbortController();
  const opening = openWhenReady({ config, database, log, door, publicFolder }, stopping.signal);
  await opening.mayListen;
  const server = await listen(door, config);
  if (server === null) {
    stopping.abort();
    const { close } = await opening.opened;
    return await close();
  }
  const serving = startJobsIn(opening.opened, config, log);
  const closeGently = closingGently(server);
  const stop = async () => {
    stopping.abort();
    const closed = closeGently();
    const { jobs, close } = await serving;
    await Promise.all([closed, jobs.stop()]);
    await close();
    log.info("server.stopped");
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  try {
    await serving;
  } catch (error) {
    server.close();
    throw error;
  }
}

/** Why the database cannot be served yet; it is closed if it never can. */
async function lookAt({ config, database, log }: Start): Promise<string | null> {
  try {
    return await hindranceOf(database, config.databaseUrl, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Start = {
  config: Config;
  database: OpenDatabase;
  log: Log;
  door: Door;
  publicFolder: string;
};

/** The app that answers; no deps if it was stopped before it could. */
type Opened = { deps: Deps | null; close: () => Promise<void> };

/**
 * Waits for the database and lets the app answer. `mayListen` comes when it does, or as soon as it
 * is known that this takes a while.
 */
function openWhenReady(start: Start, stopping: AbortSignal) {
  const { config, database, log, door, publicFolder } = start;
  let letListen = () => {};
  const mayListen = new Promise<void>((resolve) => {
    letListen = resolve;
  });
  const late = setTimeout(letListen, OPENING_MS);
  const open = async (): Promise<Opened> => {
    let said = "";
    for (;;) {
      const hindrance = await lookAt(start);
      if (hindrance === null) break;
      if (hindrance !== said) process.stderr.write(`Waiting for the database. ${hindrance}\n`);
      said = hindrance;
      letListen();
      if (stopping.aborted) return { deps: null, close: database.close };
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    const { deps, close } = await openNodeDeps(config, database, log);
    door.answer = compressing(withAssets(deps, publicFolder).fetch);
    door.pages = deps.pages;
    door.metrics = deps.metrics;
    return { deps, close };
  };
  const opened = open().finally(() => {
    clearTimeout(late);
    letListen();
  });
  // Whoever awaits it comes later.
  opened.catch(() => undefined);
  return { opened, mayListen };
}

/** What has to be ended once nobody is answered any more. */
type Started = { jobs: Jobs; close: () => Promise<void> };

const NO_JOBS: Jobs = { stop: async () => undefined };

/** Greets the operator, and starts the jobs. */
async function startJobsIn(opened: Promise<Opened>, config: Config, log: Log): Promise<Started> {
  const { deps, close } = await opened;
  if (deps === null) return { jobs: NO_JOBS, close };
  const greeting = await welcome(deps);
  log.info("server.started", { host: config.host, port: config.port });
  process.stdout.write(greeting);
  return { jobs: startJobs(deps), close };
}

/** The answer to everybody before the database is ready. */
function answerWhileStarting(request: Request): Response {
  const headers = { "Retry-After": "2", "Cache-Control": "no-store" };
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz") return new Response("ok", { headers });
  if (pathname === "/readyz") {
    return Response.json({ reads: false, writes: false }, { status: 503, headers });
  }
  return new Response("Undersigned is starting. Try again in a moment.\n", {
    status: 503,
    headers,
  });
}

/** Listens; null after having told the operator why that cannot be. */
async function listen(door: Door, config: Config) {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listenerOf(door));
  server.listen(config.port, config.host);
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    process.stderr.write(`${explainListening(error, config)}\n`);
    process.exitCode = 1;
    return null;
  }
}

/** The app with its built files. Their names carry a hash of the content, so they keep for good. */
function withAssets(deps: Deps, publicFolder: string) {
  const app = createApp(deps);
  app.use(
    "/assets/*",
    serveStatic({
      root: publicFolder,
      // The build has put a compressed copy next to each.
      precompressed: true,
      onFound: (_, c) => c.header("Cache-Control", ASSET_CACHING),
    }),
  );
  app.use(
    "/favicon.ico",
    serveStatic({
      root: publicFolder,
      onFound: (_, c) => c.header("Cache-Control", FAVICON_CACHING),
    }),
  );
  return app;
}
