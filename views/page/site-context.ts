import { createContext } from "hono/jsx";
import { PLAIN_SITE, type Site } from "../../src/shared/pages/site.ts";

/** The site with the host of its address, which stands for a name that nobody gave it. */
export type ShownSite = Site & { host: string };

/** Hands it to every page. */
export const SiteContext = createContext<ShownSite>({ ...PLAIN_SITE, host: "" });
