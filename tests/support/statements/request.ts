import type { FormFields } from "../world.ts";
import type { Site } from "./site.ts";

/** What is sent: an address, and a form if it is posted. */
export type Sent = { path: string; fields?: FormFields };

export type Browser = Awaited<ReturnType<Site["stranger"]>>;

/** One request of the table: what it sends, after whatever must come before it. */
export type Request = (site: Site, browser: Browser) => Sent | Promise<Sent>;
