import { once } from "node:events";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { SECOND_MS } from "../shared/clock.ts";
import { ASSET_CACHING } from "./built.ts";
import { loadConfigOrExplain } from "./environment.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { openNodeDeps } from "./node.ts";
import { welcome } from "./welcome.ts";

/** A stop waits this long for answers under way. */
const STOP_TIMEOUT_MS = 10 * SECOND_MS;

/** What answers while the database is not ready. */
const HEALTH_PATHS = ["/healthz", "/readyz"];
/** How often a database is looked at again that is not ready yet. */
const READY_POLL_MS = SECOND_MS;

type Fetch = Parameters<typeof serve>[0]["fetch"];

/**
 * Serves the app until the process is told to stop, then finishes what is under way. Until the
 * database is there and has every migration, only those who ask for the process's health get an
 * answer: so any number of processes may start before the one that migrates has ended.
 */
export async function serveApp(publicFolder: string): Promise<void> {
  const config = loadConfigOrExplain();
  if (config === null) return;
  const { deps, close } = await openNodeDeps(config);
  const stopping = new AbortController();
  const gate = { isOpen: false };
  const server = await listen(behindGate(gate, withAssets(deps, publicFolder)), config);
  if (server === null) return await close();
  deps.log.info("server.started", { host: config.host, port: config.port });
  const jobs = startWhenReady(deps, gate, stopping.signal);
  const stop = async () => {
    stopping.abort();
    const force = setTimeout(
      () => "closeAllConnections" in server && server.closeAllConnections(),
      STOP_TIMEOUT_MS,
    );
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(force);
    await (await jobs)?.stop();
    await close();
    deps.log.info("server.stopped");
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

/** Waits for the database, opens the gate and starts the jobs; null where it is told to stop. */
async function startWhenReady(
  deps: Deps,
  gate: { isOpen: boolean },
  stopping: AbortSignal,
): Promise<Jobs | null> {
  for (let tries = 0; !(await deps.isReady()); tries += 1) {
    if (tries === 0) {
      process.stderr.write(
        "Waiting for the database: it cannot be reached, `npm run migrate` has not been run, or `npm run copy` into it has not ended.\n",
      );
    }
    if (stopping.aborted) return null;
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  if (stopping.aborted) return null;
  process.stdout.write(await welcome(deps));
  gate.isOpen = true;
  return startJobs(deps);
}

/** Listens; null after having told the operator that somebody else does already. */
async function listen(fetch: Fetch, config: Config) {
  const server = serve({ fetch, hostname: config.host, port: config.port });
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    process.stderr.write(`Port ${config.port} is taken: stop what listens there, or set PORT.\n`);
    process.exitCode = 1;
    return null;
  }
}

/** An app that tells everybody to come back while its gate is shut, but answers for its health. */
function behindGate(gate: { isOpen: boolean }, app: ReturnType<typeof createApp>): Fetch {
  return async (request, env) => {
    if (gate.isOpen || HEALTH_PATHS.includes(new URL(request.url).pathname)) {
      return await app.fetch(request, env);
    }
    const headers = { "Retry-After": "2", "Cache-Control": "no-store" };
    return new Response("Starting: please try again in a moment.\n", { status: 503, headers });
  };
}

/** The app with its built files. Their names carry a hash of the content, so they keep for good. */
function withAssets(deps: Deps, publicFolder: string) {
  const app = createApp(deps);
  app.use(
    "/assets/*",
    serveStatic({
      root: publicFolder,
      onFound: (_, c) => c.header("Cache-Control", ASSET_CACHING),
    }),
  );
  return app;
}
