import { type Clock, SECOND_MS } from "../clock.ts";

/** A process learns of what changed by asking this often, and only while somebody reads. */
const CHECK_INTERVAL_MS = SECOND_MS;
/** Names that are known at most. */
const NAMES_MAX = 500;

/** Names a version by the name of what has it; null where there is nothing of that name. */
export type VersionOf = (name: string) => Promise<string | null>;

/** The versions of things that others change, each asked for at most once a second. */
export type KnownVersions = {
  /** The version as it was within the last second. Throws what asking for it throws. */
  current: VersionOf;
  /** The same, where nobody has to be asked; null where somebody has. */
  fresh: (name: string) => string | null;
  /** Forgets all. */
  clear: () => void;
};

/** What was asked, when, and what the answer was, once it is there. */
type Known = { version: Promise<string | null>; at: number; answer?: string | null };

/** Versions that are asked for by `versionOf`. */
export function knownVersions(clock: Clock, versionOf: VersionOf): KnownVersions {
  const known = new Map<string, Known>();
  const freshlyKnown = (name: string) => {
    const last = known.get(name);
    return last !== undefined && clock.now().getTime() - last.at < CHECK_INTERVAL_MS ? last : null;
  };
  return {
    current: async (name) => {
      const last = freshlyKnown(name);
      if (last !== null) return await last.version;
      const asked: Known = { version: versionOf(name), at: clock.now().getTime() };
      // Who asks for what is not there fills nothing.
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
