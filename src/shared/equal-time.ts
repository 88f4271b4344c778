/** Lets some work take as long as any other of its class, so that its length tells nothing. */
export type EqualTime = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** How long work takes, in ms: at least so long, and what takes longer a step more or several. */
export type TimeClasses = Readonly<{ leastMs: number; stepMs: number }>;

/**
 * Ends work only where a class of time ends. A first signature and a repeat do different things in
 * the database; to whoever measures, both take the least.
 */
export function equalTime({ leastMs, stepMs }: TimeClasses): EqualTime {
  return async (work) => {
    const startMs = performance.now();
    const result = await work();
    const beyondMs = performance.now() - startMs - leastMs;
    const endMs = startMs + leastMs + Math.max(0, Math.ceil(beyondMs / stepMs)) * stepMs;
    // A timer may come a fraction of a millisecond early.
    for (let restMs = endMs - performance.now(); restMs > 0; restMs = endMs - performance.now()) {
      const waitMs = Math.ceil(restMs);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return result;
  };
}

/** Work as long as it is: where nobody measures. */
export const asLongAsItTakes: EqualTime = async (work) => await work();
