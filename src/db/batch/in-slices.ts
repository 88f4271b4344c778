import { slices } from "../../shared/slices.ts";
import { takingTurns } from "../../shared/turns.ts";
import type { Db } from "../db.ts";

/**
 * Does some work for many items, a slice at a time that one statement of this engine can name, and
 * gives the results of all in order. Where the statement names each item several times, it says so.
 */
export async function inSlices<Item, Result>(
  db: Pick<Db, "$limits">,
  items: readonly Item[],
  work: (slice: Item[]) => Promise<readonly Result[]>,
  timesNamed = 1,
): Promise<Result[]> {
  const length = Math.max(1, Math.floor(db.$limits.namedMax / timesNamed));
  const results: (readonly Result[])[] = [];
  const pause = takingTurns();
  for (const slice of slices(items, length)) {
    results.push(await work(slice));
    await pause();
  }
  return results.flat();
}
