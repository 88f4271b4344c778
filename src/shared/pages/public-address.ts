/** The parameters that a list answers to, in the order in which its address is written here. */
const LIST_PARAMETERS = ["q", "kind", "country", "group", "after"];

/**
 * The public pages of a letter that are the same for everybody, by what follows the slug, and the
 * parameters that each answers to. All others are ignored before anything is done for them: links
 * that are shared carry parameters of their own, and each must not be a page of its own.
 */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  "": [],
  ".json": [],
  "/privacy": [],
  "/signatories": LIST_PARAMETERS,
  "/signatories.json": LIST_PARAMETERS,
};

const PUBLIC_PAGE =
  /^\/letters\/([a-z0-9-]+)(\.json|\/badge\.svg|\/signatories|\/signatories\.json|\/privacy|\/versions(?:\/[1-9]\d{0,8})?(?:\.json)?|\/versions\/[1-9]\d{0,8}\.txt)?$/;

export type PublicAddress = {
  slug: string;
  /** The path, and the parameters that the page answers to: what it is kept under. */
  address: string;
  /** Whether it is made for a query, rather than the page that everybody reads. */
  isQuery: boolean;
};

/** Reads the path and query of a request; null if they name no public page of a letter. */
export function publicAddress(pathAndQuery: string): PublicAddress | null {
  const queryAt = pathAndQuery.indexOf("?");
  const path = queryAt < 0 ? pathAndQuery : pathAndQuery.slice(0, queryAt);
  const [, slug, rest = ""] = PUBLIC_PAGE.exec(path) ?? [];
  if (slug === undefined) return null;
  const known = PARAMETERS[rest] ?? [];
  if (queryAt < 0 || known.length === 0) return { slug, address: path, isQuery: false };
  const given = new URLSearchParams(pathAndQuery.slice(queryAt + 1));
  const kept = known.flatMap((name): [string, string][] => {
    const value = given.get(name);
    return value === null || value === "" ? [] : [[name, value]];
  });
  if (kept.length === 0) return { slug, address: path, isQuery: false };
  return { slug, address: `${path}?${new URLSearchParams(kept)}`, isQuery: true };
}

/** The route of a public page as the metrics name it, without slug and number. */
export function patternOfPage(address: string): string {
  const [path = ""] = address.split("?");
  const rest = PUBLIC_PAGE.exec(path)?.[2] ?? "";
  return `/letters/:slug${rest.replace(/\d+/, ":number")}`;
}
