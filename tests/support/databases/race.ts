import type { Deps } from "../../../src/deps.ts";
import type { World } from "../world.ts";

/** Runs some work many times at once, over two connections, as two processes would. */
export type Race = <Result>(
  count: number,
  work: (deps: Deps, racer: number) => Promise<Result>,
) => Promise<Result[]>;

/** Opens a second connection to a world's database, and races over both. */
export async function openRace(world: World): Promise<Race> {
  const other: Deps = { ...world.deps, db: await world.openAnother() };
  return async (count, work) => {
    const racers = Array.from({ length: count }, (_, racer) => racer);
    return await Promise.all(
      racers.map((racer) => work(racer % 2 === 0 ? world.deps : other, racer)),
    );
  };
}

export function countOf<Result>(results: readonly Result[], one: Result): number {
  return results.filter((result) => result === one).length;
}
