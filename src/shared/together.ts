/** How long work that comes close together is gathered, in ms. Nobody notices. */
const GATHER_MS = 4;

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Does for many what they ask for at the same time. The first in a while is served at once; who
 * comes while others do is gathered with them for a few milliseconds. So a quiet server is as fast
 * as before, and a busy one pays once what it would pay a hundred times.
 *
 * `work` gives a result for each item, in their order. Where it fails for many it is tried for each
 * alone, so that one cannot spoil it for the others: it must do nothing at all where it throws.
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  max: number,
): (item: Item) => Promise<Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  const serve = () => {
    lastMs = performance.now();
    const served = gathered;
    gathered = [];
    for (let from = 0; from < served.length; from += max) {
      void serveAll(work, served.slice(from, from + max));
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      gathered.push({ item, resolve, reject });
      if (gathered.length > 1) return;
      if (performance.now() - lastMs > GATHER_MS) serve();
      else setTimeout(serve, GATHER_MS);
    });
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
