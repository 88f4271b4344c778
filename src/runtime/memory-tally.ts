import { Counter, type Registry } from "prom-client";
import type { Metrics } from "../shared/metrics.ts";
import type { KeptPage } from "../shared/pages/kept-page.ts";
import { patternOfPage } from "../shared/pages/public-address.ts";

/** How often the pages of one route left, by method and status; `taken` of them were taken. */
type Tally = {
  route: string;
  whole: number;
  notModified: number;
  heads: number;
  headsKnown: number;
  taken: number;
};

/** What left since it was last taken. */
type Taken = { labels: { method: string; route: string; status: number }; count: number };

/** Counts the pages that leave from memory. */
export type MemoryTally = {
  left: Metrics["leftMemory"];
  /** What has left since the last call, to be added to all requests. */
  take: () => Taken[];
};

/**
 * A tally apart from the counters of prom-client, which hash the labels each time: here a page
 * costs one look-up in a map and one sum, and the labels are written when somebody reads.
 */
export function memoryTally(registry: Registry): MemoryTally {
  const byPage = new WeakMap<KeptPage, Tally>();
  const byRoute = new Map<string, Tally>();

  function tallyOf(page: KeptPage, address: string): Tally {
    const known = byPage.get(page);
    if (known !== undefined) return known;
    const route = patternOfPage(address);
    const none = { whole: 0, notModified: 0, heads: 0, headsKnown: 0, taken: 0 };
    const tally = byRoute.get(route) ?? { route, ...none };
    byRoute.set(route, tally);
    byPage.set(page, tally);
    return tally;
  }

  new Counter({
    name: "undersigned_http_from_memory_total",
    help: "Requests that were answered with a kept page.",
    labelNames: ["route"],
    registers: [registry],
    collect() {
      this.reset();
      for (const tally of byRoute.values())
        this.inc({ route: tally.route }, tally.taken + untaken(tally));
    },
  });
  return {
    left: (page, { address, method, status }) => {
      const tally = tallyOf(page, address);
      if (method === "HEAD") tally[status === 200 ? "heads" : "headsKnown"] += 1;
      else tally[status === 200 ? "whole" : "notModified"] += 1;
    },
    take: () => [...byRoute.values()].flatMap(takeFrom),
  };
}

function untaken({ whole, notModified, heads, headsKnown }: Tally): number {
  return whole + notModified + heads + headsKnown;
}

function takeFrom(tally: Tally): Taken[] {
  const { route, whole, notModified, heads, headsKnown } = tally;
  tally.taken += untaken(tally);
  Object.assign(tally, { whole: 0, notModified: 0, heads: 0, headsKnown: 0 });
  const counts = [
    { labels: { method: "GET", route, status: 200 }, count: whole },
    { labels: { method: "GET", route, status: 304 }, count: notModified },
    { labels: { method: "HEAD", route, status: 200 }, count: heads },
    { labels: { method: "HEAD", route, status: 304 }, count: headsKnown },
  ];
  return counts.filter(({ count }) => count > 0);
}
