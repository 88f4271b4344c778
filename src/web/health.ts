import type { Hono } from "hono";
import type { Deps } from "../deps.ts";
import type { WebEnv } from "./page.ts";

/** For monitoring: is the process alive, and can it reach its database? */
export function healthRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/healthz", (c) => c.text("ok"));

  app.get("/readyz", async (c) => {
    c.header("Cache-Control", "no-store");
    return (await deps.isReady()) ? c.text("ready") : c.text("not ready", 503);
  });
}
