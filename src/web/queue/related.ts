import type { Words } from "../../../views/page/words.ts";
import type { RelatedProps } from "../../../views/queue/related.tsx";
import type { Deps } from "../../deps.ts";
import type { QueueEntry } from "../../signatures/queue/entries.ts";
import { RELATIONS, relatedTo } from "../../signatures/queue/related.ts";

/** Where the web is searched, once a moderator opens the link, and without saying from where. */
const ENGINES = [
  { engine: "DuckDuckGo", address: "https://duckduckgo.com/" },
  { engine: "Google", address: "https://www.google.com/search" },
] as const;

/** What else can be looked at about an entry; whoever is not named is not searched for. */
export async function relatedOf(
  deps: Pick<Deps, "db">,
  words: Words,
  letterId: string,
  entry: QueueEntry,
): Promise<RelatedProps> {
  const related = await relatedTo(deps, letterId, entry);
  const isNamed = entry.name !== "" && entry.visibility === "full";
  const q = [`"${entry.name.replaceAll('"', "")}"`, entry.affiliation ?? ""].join(" ").trim();
  return {
    searches: ENGINES.filter(() => isNamed).map(({ engine, address }) => {
      return { engine, href: `${address}?${new URLSearchParams({ q })}` };
    }),
    related: RELATIONS.map((relation) => ({
      heading: words(`history.related-${relation}`),
      entries: related[relation].map((other) => ({
        ...other,
        state: words(`queue.state-${other.state}`),
      })),
    })),
  };
}
