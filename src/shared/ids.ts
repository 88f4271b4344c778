import { v5, v7 } from "uuid";
import type { Clock } from "./clock.ts";

// Counts within the process, so that ids made in one millisecond keep their order. It starts with
// the first id: a Worker has no randomness before its first request.
let sequence: number | null = null;

/**
 * A new id: a UUID of version 7, so that ids sort by the time they were made.
 *
 * Source: RFC 9562, section 5.7.
 */
export function newId(clock: Clock): string {
  sequence ??= crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  sequence = (sequence + 1) >>> 0;
  return v7({ msecs: clock.now().getTime(), seq: sequence });
}

/**
 * The id of the first, second, third thing of another: always the same for the same number, so that
 * of two who make it at once one meets the other's.
 *
 * Source: RFC 9562, section 5.5.
 */
export function numberedId(of: string, number: number): string {
  return v5(String(number), of);
}
