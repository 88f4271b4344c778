import type { Hono } from "hono";
import { ComponentsPage } from "../../../views/dev/components.tsx";
import type { Deps } from "../../deps.ts";
import { frameFor, privatePage, type WebEnv } from "../page.ts";

/** Shows developers what pages are made of. Mounted on a development server only. */
export function componentsRoutes(app: Hono<WebEnv>, deps: Deps): void {
  const frame = frameFor(deps);

  app.get("/dev/components", async (c) => privatePage(c, <ComponentsPage frame={frame} />));
}
