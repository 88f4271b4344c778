import { type Clock, isWithin, SECOND_MS } from "../clock.ts";

/** A process asks this often what has changed, and only while somebody reads. */
const CHECK_INTERVAL_MS = SECOND_MS;
/** Past this, all are forgotten. */
const NAMES_MAX = 500;

/** The version of the thing of this name; null if there is none. */
export type VersionOf = (name: string) => Promise<string | null>;

/** The versions of things that others change, each asked for at most once a second. */
export type KnownVersions = {
  /** The version as it was within the last second. Throws what asking for it throws. */
  current: VersionOf;
  /** The same if it is known without asking; null if it is not. */
  fresh: (name: string) => string | null;
  clear: () => void;
};

type Known = { version: Promise<string | null>; at: number; answer?: string | null };

export function knownVersions(clock: Clock, versionOf: VersionOf): KnownVersions {
  const known = new Map<string, Known>();
  const freshlyKnown = (name: string) => {
    const last = known.get(name);
    if (last === undefined) return null;
    const now = clock.now().getTime();
    return isWithin(CHECK_INTERVAL_MS, { since: last.at, now }) ? last : null;
  };
  return {
    current: async (name) => {
      const last = freshlyKnown(name);
      if (last !== null) return await last.version;
      const asked: Known = { version: versionOf(name), at: clock.now().getTime() };
      // Asking for names that do not exist must not fill the memory.
      if (known.size >= NAMES_MAX) known.clear();
      known.set(name, asked);
      try {
        asked.answer = await asked.version;
        return asked.answer;
      } catch (error) {
        if (known.get(name) === asked) known.delete(name);
        throw error;
      }
    },
    fresh: (name) => freshlyKnown(name)?.answer ?? null,
    clear: () => known.clear(),
  };
}
