import { v7 } from "uuid";
import type { Clock } from "./clock.ts";

// Counts within the process, so that ids made in one millisecond keep their order.
let sequence = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/**
 * A new id: a UUID of version 7, so that ids sort by the time they were made.
 *
 * Source: RFC 9562, section 5.7.
 */
export function newId(clock: Clock): string {
  sequence = (sequence + 1) >>> 0;
  return v7({ msecs: clock.now().getTime(), seq: sequence });
}
