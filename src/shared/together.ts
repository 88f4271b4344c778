import { slices } from "./slices.ts";

/** How long work that comes close together is gathered, in ms. Nobody notices. */
const GATHER_MS = 8;
/** How long those who come wait for those before them, in ms: one that hangs holds nobody up. */
const HELD_UP_MAX_MS = 100;

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Does for many what they ask for at the same time. Who comes alone is served at once, also right
 * after another who did; who comes while others are served, or soon after several were, is gathered
 * with those who follow for a few milliseconds. So a quiet server is as fast as before, and the
 * busier one is, the more are served at once: it pays once what it would pay a hundred times.
 *
 * `work` gives a result for each item, in their order. Where it fails for many it is tried for each
 * alone, so that one cannot spoil it for the others: it must do nothing at all where it throws.
 */
export function together<Item, Result>(
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
    const letOn = once(() => {
      isServing = false;
      if (gathered.length > 0) serveSoon();
    });
    const patience = setTimeout(letOn, HELD_UP_MAX_MS);
    await Promise.all(slices(served, max).map((some) => serveAll(work, some)));
    clearTimeout(patience);
    letOn();
  };
  const serveSoon = () => {
    const areSeveral = gathered.length > 1 || performance.now() - severalMs <= GATHER_MS;
    // The more are served together, the less each costs, and the sooner all have it. Of who asks in
    // the same turn of the event loop, the others ask a moment later.
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
      else reject(new Error("Work for many gave no result for one of them."));
    });
  } catch (error) {
    if (served.length === 1) return served[0]?.reject(error);
    await Promise.all(served.map((one) => serveAll(work, [one])));
  }
}
