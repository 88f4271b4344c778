/** How long some work may go on without a pause, in ms. */
const TURN_MS = 10;

/** Lets others have their turn, if it is time. */
export type Pause = () => Promise<void>;

/**
 * For long work in one thread, which awaits this between two pieces.
 */
export function takingTurns(): Pause {
  // How long this turn has gone on already is not known: the first pause is one.
  let endMs = 0;
  return async () => {
    if (performance.now() < endMs) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    endMs = performance.now() + TURN_MS;
  };
}
