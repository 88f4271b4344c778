import type { MiddlewareHandler } from "hono";
import type { Deps } from "../../deps.ts";
import { clientAndNetwork } from "../../shared/client-address.ts";
import { isSafe } from "./cross-site.ts";
import { FloodError } from "./errors.tsx";

/** Refuses a client that sends hundreds of forms a minute. Reading is never limited. */
export function refuseFlood(deps: Pick<Deps, "floodGate" | "clientAddress">): MiddlewareHandler {
  return async function flood(c, next) {
    if (isSafe(c)) return await next();
    const { client } = clientAndNetwork(deps.clientAddress(c));
    const waitSeconds = await deps.floodGate(client);
    if (waitSeconds !== null) throw new FloodError(waitSeconds);
    return await next();
  };
}
