import { slices } from "./slices.ts";

/** How long a batch waits for more, in ms. Nobody notices. */
const GATHER_MS = 8;
/** How long a batch waits for the one before it, in ms, so that one that hangs holds nobody up. */
const HELD_UP_MAX_MS = 100;

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Gathers calls that come at the same time into a batch. A call that comes alone is served at
 * once, even right after another one; a call that comes while others are served, or soon after
 * several were, waits a few milliseconds for those that follow. So a quiet server is as fast as
 * without, and the busier it is, the larger its batches: it pays once what it would pay a hundred
 * times.
 *
 * `work` gives a result for each item, in their order. If it fails for a batch, it is tried for
 * each item alone, so that one cannot spoil it for the others: if it throws, it must have done
 * nothing.
 */
export function batched<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  max: number,
): (item: Item) => Promise<Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let severalMs = Number.NEGATIVE_INFINITY;
  let isServing = false;

  const serve = async () => {
    const served = gathered;
    gathered = [];
    if (served.length > 1) severalMs = performance.now();
    isServing = true;
    const goOn = once(() => {
      isServing = false;
      if (gathered.length > 0) serveSoon();
    });
    const patience = setTimeout(goOn, HELD_UP_MAX_MS);
    await Promise.all(slices(served, max).map((some) => serveAll(work, some)));
    clearTimeout(patience);
    goOn();
  };
  const serveSoon = () => {
    const areSeveral = gathered.length > 1 || performance.now() - severalMs <= GATHER_MS;
    // The larger the batch, the less each call costs, and the sooner all are served. A microtask
    // lets the other calls of this turn of the event loop join the first.
    if (areSeveral) setTimeout(serve, GATHER_MS);
    else queueMicrotask(serve);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      gathered.push({ item, resolve, reject });
      if (gathered.length === 1 && !isServing) serveSoon();
    });
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

async function serveAll<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  served: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await work(served.map(({ item }) => item));
    served.forEach(({ resolve, reject }, index) => {
      const result = results[index];
      if (index < results.length && result !== undefined) resolve(result);
      else reject(new Error("A batch gave no result for one of its items."));
    });
  } catch (error) {
    if (served.length === 1) return served[0]?.reject(error);
    await Promise.all(served.map((one) => serveAll(work, [one])));
  }
}
