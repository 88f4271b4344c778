import type { Hono } from "hono";
import type { Deps } from "../../deps.ts";
import {
  asciiDomain,
  mendedAddress,
  parseEmailAddress,
  strictForm,
} from "../../shared/text/email-address.ts";
import { tidyLine } from "../../shared/text/text.ts";
import { networkOf, type QueueFilter } from "../../signatures/queue/filter.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { queueAddress, queueQuerySchema, SEARCH_LENGTH_MAX } from "./query.ts";
import { renderQueue } from "./routes.tsx";

/** The search of the queue. It is posted, so that no typed address ends up in a page's URL. */
export function queueSearchRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/queue/search", async (c) => {
    const letter = letterOf(c);
    const { fields } = await readForm(c);
    const typed = tidyLine(fields["search"] ?? "").slice(0, SEARCH_LENGTH_MAX);
    const query = { ...queueQuerySchema.parse(fields), after: null };
    const found = await exchange(deps, letter.id, typed);
    if (found === null) {
      const problem = frameFor(deps).words("queue.problem-search");
      const page = await renderQueue(c, deps, { letter, query, problem, typed });
      return await privatePage(c, page, 422);
    }
    return c.redirect(queueAddress(letter.slug, { ...query, ...NOTHING, ...found }), 303);
  });
}

type Search = Pick<QueueFilter, "q" | "address" | "domain" | "network">;

const NOTHING: Search = { q: "", address: null, domain: null, network: null };

/** What a typed search looks for; null if it should be an address or a domain and is neither. */
async function exchange(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  typed: string,
): Promise<Partial<Search> | null> {
  const mended = mendedAddress(typed);
  if (mended.startsWith("@")) {
    const domain = asciiDomain(mended.slice(1));
    return domain === null ? null : { domain: await deps.keys.hash("domain", domain) };
  }
  if (mended.includes("@")) {
    const address = parseEmailAddress(mended);
    if (address === null) return null;
    return { address: await deps.keys.hash("address", strictForm(address)) };
  }
  const network = await networkOf(deps, letterId, typed);
  return network === null ? { q: typed } : { network };
}
