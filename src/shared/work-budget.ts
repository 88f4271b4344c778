/** Too much work of one kind waits already. */
export class BusyError extends Error {
  override name = "BusyError";
}

/** Does a piece of work in its turn. Throws: {@link BusyError}, at once, if too many wait. */
export type WorkBudget = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets work of one kind begin no faster than some pace, after a burst, so that however much of it
 * is asked for, most of the time is left to everything else. Those who wait are served in order.
 */
export function workBudget(pace: {
  burst: number;
  everyMs: number;
  waitingMax: number;
}): WorkBudget {
  const waiting: (() => void)[] = [];
  let left = pace.burst;
  let refilledAt = performance.now();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const begin = () => {
    timer = null;
    const refills = Math.floor((performance.now() - refilledAt) / pace.everyMs);
    refilledAt += refills * pace.everyMs;
    left = Math.min(pace.burst, left + refills);
    while (left > 0 && waiting.length > 0) {
      left -= 1;
      waiting.shift()?.();
    }
    if (waiting.length > 0) timer = setTimeout(begin, pace.everyMs);
  };

  return async (work) => {
    if (waiting.length >= pace.waitingMax) throw new BusyError("Too much of this waits.");
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (timer === null) begin();
    });
    return await work();
  };
}
