import type { Context, Hono, MiddlewareHandler } from "hono";
import { matchedRoutes, routePath } from "hono/route";
import { SECOND_MS } from "../../shared/clock.ts";
import type { Metrics } from "../../shared/metrics.ts";
import type { WebEnv } from "../page.ts";

/** The patterns of middleware: for all routes, and for those of staff. */
const BEFORE_ROUTES = ["/*", "/admin/*"];

/** Counts every request that the app answers. Runs before all other middleware. */
export function measure(metrics: Metrics): MiddlewareHandler<WebEnv> {
  return async function measured(c, next) {
    const startMs = performance.now();
    await next();
    if (c.get("isFromMemory")) return;
    const seconds = (performance.now() - startMs) / SECOND_MS;
    const { method } = c.req;
    metrics.answered({ method, route: patternOf(c), status: c.res.status, seconds });
  };
}

/** The figures of this process, for whoever shows the token. */
export function metricsRoutes(app: Hono<WebEnv>, metrics: Metrics): void {
  app.get("/metrics", async (c) => {
    c.header("Cache-Control", "no-store");
    if (!metrics.mayRead(c.req.header("Authorization"))) {
      c.header("WWW-Authenticate", "Bearer");
      return c.text("The token is missing or wrong.\n", 401);
    }
    const { text, type } = await metrics.read();
    return c.body(text, 200, { "Content-Type": type });
  });
}

/**
 * The pattern of the route that answered, or that would have if no middleware had answered first. A
 * pattern holds no slugs or tokens; its expressions are removed.
 */
function patternOf(c: Context): string | null {
  const answering = routePath(c);
  const pattern = BEFORE_ROUTES.includes(answering)
    ? matchedRoutes(c).find(({ path }) => !BEFORE_ROUTES.includes(path))?.path
    : answering;
  return pattern?.replace(/\{[^}]*?(?:\\(\.\w+))?\}/g, "$1") ?? null;
}
