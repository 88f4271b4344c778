import type { Deps } from "../deps.ts";
import { isWithin, SECOND_MS } from "../shared/clock.ts";
import { PLAIN_SITE, type Site, type SiteBoard } from "../shared/pages/site.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { readSite } from "./store.ts";

/** How often a process asks what others have saved, while it is itself asked. */
const POLL_MS = SECOND_MS;

/** What was read last, and when. */
export type KnownSite = { site: Site; at: number | null };

/** The site as this process knows it: not at all yet, unless it is told what it knew. */
export function siteBoard(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  known: KnownSite = { site: PLAIN_SITE, at: null },
): SiteBoard {
  let asking: Promise<Site> | null = null;

  async function ask(): Promise<Site> {
    try {
      return await readSite(db);
    } catch (error) {
      log.warn("site.unknown", { error: causeOf(error) });
      return known.site;
    }
  }

  return {
    read: async () => {
      const now = clock.now().getTime();
      if (known.at !== null && isWithin(POLL_MS, { since: known.at, now })) return known.site;
      const asked = asking ?? ask();
      asking = asked;
      const site = await asked;
      // Unless it was doubted meanwhile.
      if (asking === asked) {
        known.site = site;
        known.at = now;
        asking = null;
      }
      return site;
    },
    doubt: () => {
      asking = null;
      known.at = null;
    },
  };
}
