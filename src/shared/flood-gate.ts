import type { Clock } from "./clock.ts";

/**
 * Counts one more form of a client, which is named as text. Gives null if it may pass, else the
 * seconds after which it may come back.
 */
export type FloodGate = (client: string) => Promise<number | null>;

/** Clients remembered at once; past that the count starts anew, which favours the client. */
const CLIENTS_MAX = 50_000;

/**
 * A gate that counts in the memory of this process. It protects the process, while the limits that
 * protect people stand in the database.
 */
export function floodGate(clock: Clock, limit: { max: number; windowMs: number }): FloodGate {
  let windowEndsMs = 0;
  const counts = new Map<string, number>();
  return async (client) => {
    const nowMs = clock.now().getTime();
    // A window that ends later than the longest was begun before the clock was put back.
    const isOver = nowMs >= windowEndsMs || windowEndsMs - nowMs > limit.windowMs;
    if (isOver || counts.size >= CLIENTS_MAX) {
      counts.clear();
      windowEndsMs = nowMs + limit.windowMs;
    }
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    return count > limit.max ? Math.ceil((windowEndsMs - nowMs) / 1000) : null;
  };
}
