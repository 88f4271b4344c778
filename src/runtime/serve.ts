import { once } from "node:events";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { SECOND_MS } from "../shared/clock.ts";
import { loadConfigOrExplain } from "./environment.ts";
import { startJobs } from "./jobs.ts";
import { pendingMigrations } from "./migrations.ts";
import { openNodeDeps } from "./node.ts";
import { welcome } from "./welcome.ts";

/** A stop waits this long for answers under way. */
const STOP_TIMEOUT_MS = 10 * SECOND_MS;

/** Serves the app until the process is told to stop, then finishes what is under way. */
export async function serveApp(assetsFolder: string): Promise<void> {
  const config = loadConfigOrExplain();
  if (config === null) return;
  const pending = await pendingMigrations(config.databaseUrl);
  if (pending.length > 0) {
    process.stderr.write("The database is not up to date: run `npm run migrate` first.\n");
    process.exitCode = 1;
    return;
  }
  const { deps, close } = await openNodeDeps(config);
  const app = withAssets(deps, assetsFolder);
  const server = await listen(app, config);
  if (server === null) return await close();
  deps.log.info("server.started", { host: config.host, port: config.port });
  await welcome(deps);
  const jobs = startJobs(deps);
  const stop = async () => {
    const force = setTimeout(
      () => "closeAllConnections" in server && server.closeAllConnections(),
      STOP_TIMEOUT_MS,
    );
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(force);
    await jobs.stop();
    await close();
    deps.log.info("server.stopped");
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

/** Listens; null after having told the operator that somebody else does already. */
async function listen(app: ReturnType<typeof createApp>, config: Config) {
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port });
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

/** The app with its built files. Their names carry a hash of the content, so they keep for good. */
function withAssets(deps: Deps, assetsFolder: string) {
  const app = createApp(deps);
  app.use(
    "/assets/*",
    serveStatic({
      root: assetsFolder,
      rewriteRequestPath: (path) => path.replace(/^\/assets/, ""),
      onFound: (_, c) => c.header("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );
  return app;
}
