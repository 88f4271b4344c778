import type { Deps } from "../deps.ts";
import { PLAIN_SITE, type Site, type SiteBoard } from "../shared/pages/site.ts";
import { type Known, polled } from "../shared/polled.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { readSite } from "./store.ts";

/** The site as this process knows it: not at all yet, unless it is told what it knew. */
export function siteBoard(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  known: Known<Site> = { value: PLAIN_SITE, at: null },
): SiteBoard {
  return polled(
    { clock },
    known,
    () => readSite(db),
    (error) => log.warn("site.unknown", { error: causeOf(error) }),
  );
}
