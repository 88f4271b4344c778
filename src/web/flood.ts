import type { MiddlewareHandler } from "hono";
import type { Deps } from "../deps.ts";
import { FLOOD } from "../limits.ts";
import { clientAndNetwork } from "../shared/client-address.ts";
import { isSafe } from "./cross-site.ts";
import { FloodError } from "./errors.tsx";

/** Clients remembered at once; past that the count starts anew, which favours the client. */
const CLIENTS_MAX = 50_000;

/**
 * Refuses a client that sends hundreds of forms a minute. Reading is never limited. Counted in
 * the memory of this process: it protects the process, while the limits that protect people
 * stand in the database.
 */
export function refuseFlood(deps: Pick<Deps, "clock" | "clientAddress">): MiddlewareHandler {
  let windowEndsMs = 0;
  const counts = new Map<string, number>();
  return async function flood(c, next) {
    if (isSafe(c)) return await next();
    const nowMs = deps.clock.now().getTime();
    if (nowMs >= windowEndsMs || counts.size >= CLIENTS_MAX) {
      counts.clear();
      windowEndsMs = nowMs + FLOOD.windowMs;
    }
    const { client } = clientAndNetwork(deps.clientAddress(c));
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    if (count > FLOOD.max) throw new FloodError(Math.ceil((windowEndsMs - nowMs) / 1000));
    return await next();
  };
}
