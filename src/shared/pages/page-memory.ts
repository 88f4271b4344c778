import { LRUCache } from "lru-cache";
import { type Clock, isWithin, SECOND_MS } from "../clock.ts";
import { type Bodies, type KeptPage, keptPage } from "./kept-page.ts";
import { knownVersions, type VersionOf } from "./known-versions.ts";
import type { PublicAddress } from "./public-address.ts";

/** A page is rendered at most this often, however fast its letter changes. */
const RENDER_INTERVAL_MS = SECOND_MS;
/**
 * In bytes, all forms of a page counted: the pages that everybody reads, and those that were made
 * for somebody's query, which must not push those out. What was not read for longest goes first.
 */
const PAGES_BYTES_MAX = 16 * 1024 * 1024;
const QUERIES_BYTES_MAX = 8 * 1024 * 1024;

/** The public pages of this process, rendered once per revision of their letter. */
export type PageMemory = {
  /**
   * The page at an address of a letter: the kept one while its letter has not changed, else what
   * `make` gives. Null if the letter is not public or `make` gave nothing to keep. However many
   * ask at once, it is made once.
   */
  find(wanted: PublicAddress, make: () => Promise<Response>): Promise<KeptPage | null>;
  /** The kept page at an address, if nobody has to be asked whether its letter has changed. */
  kept(address: string): KeptPage | null;
  /** Makes the next reader ask anew whether a letter has changed: somebody here changed one. */
  doubt(): void;
};

/** How the memory learns of changes, and how it compresses. */
export type PageMemoryDeps = {
  clock: Clock;
  /** Names the state of a letter's public view; null if it has none. */
  versionOf: VersionOf;
  compress: Record<"well" | "cheaply", Compress>;
};

type Compress = (body: Uint8Array<ArrayBuffer>) => Promise<Omit<Bodies, "identity">>;

type Rendered = { page: KeptPage; slug: string; version: string; at: number };

export function pageMemory({ clock, versionOf, compress }: PageMemoryDeps): PageMemory {
  const pages = keptWithin(PAGES_BYTES_MAX);
  const queries = keptWithin(QUERIES_BYTES_MAX);
  const making = new Map<string, Promise<KeptPage | null>>();
  const versions = knownVersions(clock, versionOf);
  let doubtedAt = Number.NEGATIVE_INFINITY;

  return {
    find: async (wanted, make) => {
      const { address, slug, isQuery } = wanted;
      const rendered = (isQuery ? queries : pages).get(address);
      const version = await versions.current(slug).catch((error: unknown) => {
        // While the database is away, what was public last is better than nothing.
        if (rendered === undefined) throw error;
        return rendered.version;
      });
      if (version === null) return null;
      if (rendered !== undefined && isGood(rendered, version)) return rendered.page;
      const underWay = making.get(address) ?? render(wanted, version, make);
      making.set(address, underWay);
      try {
        return await underWay;
      } finally {
        making.delete(address);
      }
    },
    kept: (address) => {
      const rendered = pages.get(address) ?? queries.get(address);
      if (rendered === undefined) return null;
      const version = versions.fresh(rendered.slug);
      return version !== null && isGood(rendered, version) ? rendered.page : null;
    },
    doubt: () => {
      doubtedAt = clock.now().getTime();
      versions.clear();
    },
  };

  function isGood({ version, at }: Rendered, current: string): boolean {
    const now = clock.now().getTime();
    const isRecent = isWithin(RENDER_INTERVAL_MS, { since: at, now }) && at > doubtedAt;
    return version === current || isRecent;
  }

  async function render(
    { address, slug, isQuery }: PublicAddress,
    version: string,
    make: () => Promise<Response>,
  ): Promise<KeptPage | null> {
    const at = clock.now().getTime();
    const response = await make();
    const etag = response.headers.get("ETag");
    if (response.status !== 200 || etag === null) return null;
    const body = new Uint8Array(await response.clone().arrayBuffer());
    // Hardly anybody reads the answer to another's query.
    const compressed = await (isQuery ? compress.cheaply(body) : compress.well(body));
    const page = keptPage(etag, response.headers, { identity: body, ...compressed });
    (isQuery ? queries : pages).set(address, { page, slug, version, at });
    return page;
  }
}

function keptWithin(bytesMax: number): LRUCache<string, Rendered> {
  return new LRUCache({
    maxSize: bytesMax,
    sizeCalculation: ({ page }, address) =>
      Object.values(page.forms).reduce(
        (sum, form) => sum + (form.body?.byteLength ?? 0),
        address.length,
      ),
  });
}

export const noPageMemory: PageMemory = {
  find: async () => null,
  kept: () => null,
  doubt: () => undefined,
};
