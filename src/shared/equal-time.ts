/** Lets some work take as long as any other of its class, so that its length tells nothing. */
export type EqualTime = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Ends work only at the next multiple of a quantum after its start. A first signature and a repeat
 * do different things in the database; to whoever measures, both take one quantum.
 */
export function equalTime(quantumMs: number): EqualTime {
  return async (work) => {
    const startMs = performance.now();
    const result = await work();
    const quanta = Math.ceil((performance.now() - startMs) / quantumMs);
    const endMs = startMs + quanta * quantumMs;
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
