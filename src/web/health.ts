import type { Hono } from "hono";
import type { Deps } from "../deps.ts";
import type { WebEnv } from "./page.ts";

/**
 * For monitoring: is the process alive, and can its database be read and written? Who shares out
 * requests asks only for the first: while nothing can be written, people still read.
 */
export function healthRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/healthz", (c) => c.text("ok"));

  app.get("/readyz", async (c) => {
    c.header("Cache-Control", "no-store");
    const health = await deps.health();
    return c.json(health, health.reads && health.writes ? 200 : 503);
  });
}
