import type { Deps } from "../deps.ts";
import { FIGURES_HOLD_MS } from "../limits.ts";
import { windowStart } from "../shared/clock.ts";
import { isOpen } from "./letter.ts";

type VersionDeps = Pick<Deps, "db" | "clock" | "switches">;

/**
 * Identifies the state of a letter's public view: its revision, which a trigger raises, and whether
 * it takes signatures, which can end by the clock, or for a time by a switch. Null for a draft, and
 * if there is no such letter.
 */
export async function publicVersion(deps: VersionDeps, slug: string): Promise<string | null> {
  return (await readVersion(deps, slug))?.version ?? null;
}

/**
 * Identifies the state of a letter's pages, which say whose site it is, too. If the letter shows
 * its figures, which change without a revision, that is another one after as long as they are held.
 */
export async function pagesVersion(
  deps: VersionDeps & Pick<Deps, "site">,
  slug: string,
): Promise<string | null> {
  const [found, site] = await Promise.all([readVersion(deps, slug), deps.site.read()]);
  if (found === null) return null;
  const version = `${found.version} ${site.revision}`;
  if (!found.showsFigures) return version;
  const window = windowStart(deps.clock.now(), FIGURES_HOLD_MS);
  return `${version} ${window.getTime()}`;
}

async function readVersion({ db, clock, switches }: VersionDeps, slug: string) {
  const row = await db.letter.findUnique({
    where: { slug },
    select: { revision: true, state: true, closesAt: true, showsFigures: true },
  });
  if (row === null || (row.state !== "open" && row.state !== "closed")) return null;
  const { state, closesAt, showsFigures } = row;
  if (!isOpen({ state, closesAt }, clock.now()))
    return { version: `${row.revision} closed`, showsFigures };
  const isPaused = (await switches.read())["stop-signing"].isOn;
  return { version: `${row.revision} ${isPaused ? "paused" : "open"}`, showsFigures };
}
