/** Makes work take as long as any other of its class, so that its length tells nothing. */
export type EqualTime = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Work takes at least `leastMs`; what takes longer takes whole steps more. */
export type TimeClasses = Readonly<{ leastMs: number; stepMs: number }>;

/**
 * Ends work only at the end of a class of time. A first signature and a repeat do different things
 * in the database; to whoever measures, both take the least time.
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

/** Work takes as long as it takes: for places where nobody measures it. */
export const asLongAsItTakes: EqualTime = async (work) => await work();
