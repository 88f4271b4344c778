import { asUnavailable, unavailableFor } from "./faults.ts";

/** How long a statement that the database could not run is tried again, in ms. */
const TRY_MS = 10_000;
/** The longest pause between two tries, in ms. */
const PAUSE_MS = 500;

/**
 * Tries a statement again that failed for a passing reason, without holding up the event loop
 * meanwhile. Only for failures after which the statement has certainly done nothing.
 *
 * Throws: UnavailableError when it has not passed after ten seconds, however long a try takes.
 */
export function retryWhile(isPassing: (error: unknown) => boolean) {
  return async <Args, Result>({
    args,
    query,
  }: {
    args: Args;
    query: (args: Args) => Promise<Result>;
  }): Promise<Result> => {
    const endMs = performance.now() + TRY_MS;
    for (let tries = 1; ; tries += 1) {
      try {
        return await query(args);
      } catch (error) {
        if (!isPassing(error)) throw asUnavailable(error);
        if (performance.now() > endMs) throw unavailableFor(error);
        const pauseMs = Math.min(PAUSE_MS, 25 * tries) * Math.random();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  };
}
