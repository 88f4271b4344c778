import { type Clock, SECOND_MS } from "./clock.ts";
import { sha256Hex } from "./hash.ts";

/** A process learns of what changed by asking this often, and only while somebody reads. */
const CHECK_INTERVAL_MS = SECOND_MS;
/** A page is rendered at most this often, however fast its letter changes. */
const RENDER_INTERVAL_MS = SECOND_MS;
/** Pages that are kept at most. A letter has five; the oldest go first. */
const PAGES_MAX = 500;

/** A page as it leaves: its headers, and its body in each encoding that somebody may ask for. */
export type KeptPage = {
  etag: string;
  headers: readonly [string, string][];
  bodies: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
    identity: Uint8Array<ArrayBuffer>;
  };
};

/** How the body of an answer may be compressed (RFC 9110, section 8.4.1). */
export type Encoding = "br" | "gzip" | "identity";

/** The public pages of this process, rendered once per revision of their letter. */
export type PageMemory = {
  /**
   * The page at an address of a letter: the kept one while its letter has not changed, else what
   * `make` gives. Null where the letter is not public or `make` gave nothing to keep. However many
   * ask at once, it is made once.
   */
  find(address: string, slug: string, make: () => Promise<Response>): Promise<KeptPage | null>;
  /** Makes the next reader ask anew whether a letter has changed: somebody here changed one. */
  doubt(): void;
};

/** Where the memory learns of changes, and how it compresses. */
export type PageMemoryDeps = {
  clock: Clock;
  /** Names the state of a letter's public face; null where it has none. */
  versionOf: (slug: string) => Promise<string | null>;
  compress: (body: Uint8Array<ArrayBuffer>) => Promise<Omit<KeptPage["bodies"], "identity">>;
};

type Rendered = { page: KeptPage; version: string; at: number };
type Known = { version: Promise<string | null>; at: number };

/** An empty memory. */
export function pageMemory({ clock, versionOf, compress }: PageMemoryDeps): PageMemory {
  const pages = new Map<string, Rendered>();
  const making = new Map<string, Promise<KeptPage | null>>();
  const known = new Map<string, Known>();
  let doubtedAt = Number.NEGATIVE_INFINITY;

  return {
    find: async (address, slug, make) => {
      const rendered = pages.get(address);
      const version = await currentVersion(slug).catch((error: unknown) => {
        // While the database is away, what was public last is better than nothing.
        if (rendered === undefined) throw error;
        return rendered.version;
      });
      if (version === null) return null;
      if (rendered !== undefined && isGood(rendered, version)) return rendered.page;
      const underWay = making.get(address) ?? render(address, version, make);
      making.set(address, underWay);
      try {
        return await underWay;
      } finally {
        making.delete(address);
      }
    },
    doubt: () => {
      doubtedAt = clock.now().getTime();
      known.clear();
    },
  };

  function isGood({ version, at }: Rendered, current: string): boolean {
    const isRecent = clock.now().getTime() - at < RENDER_INTERVAL_MS && at > doubtedAt;
    return version === current || isRecent;
  }

  async function currentVersion(slug: string): Promise<string | null> {
    const now = clock.now().getTime();
    const last = known.get(slug);
    if (last !== undefined && now - last.at < CHECK_INTERVAL_MS) return await last.version;
    const version = versionOf(slug);
    // Who asks for letters that are not there fills nothing.
    if (known.size >= PAGES_MAX) known.clear();
    known.set(slug, { version, at: now });
    try {
      return await version;
    } catch (error) {
      known.delete(slug);
      throw error;
    }
  }

  async function render(address: string, version: string, make: () => Promise<Response>) {
    const at = clock.now().getTime();
    const response = await make();
    if (response.status !== 200) return null;
    const body = new Uint8Array(await response.clone().arrayBuffer());
    const hash = (await sha256Hex(body)).slice(0, 32);
    const page: KeptPage = {
      etag: `W/"${hash}"`,
      headers: [...response.headers],
      bodies: { identity: body, ...(await compress(body)) },
    };
    pages.delete(address);
    pages.set(address, { page, version, at });
    const [oldest] = pages.keys();
    if (pages.size > PAGES_MAX && oldest !== undefined) pages.delete(oldest);
    return page;
  }
}

/** A memory that keeps nothing. */
export const noPageMemory: PageMemory = { find: async () => null, doubt: () => undefined };
