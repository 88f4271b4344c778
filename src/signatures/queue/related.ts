import type { Deps } from "../../deps.ts";
import { foldedWords } from "../../shared/text/text.ts";
import type { State } from "../lifecycle.ts";
import { entriesNamed } from "../search.ts";
import { toState } from "../store.ts";
import { QUEUE_STATES } from "./order.ts";

/** Another entry of the same letter, as a line. */
type RelatedEntry = { id: string; name: string; state: State };

/** What entries can have in common. */
export const RELATIONS = ["mailbox", "network", "affiliation"] as const;

/** Other entries of the letter that have something in common with one, newest first. */
export type Related = Record<(typeof RELATIONS)[number], RelatedEntry[]>;

/** The most entries that are named for each. */
const NAMED_MAX = 10;
/** Entries with the words of an affiliation that are compared with it. */
const COMPARED_MAX = 50;

/** The other entries of what may be the same mailbox, of its network, and of its affiliation. */
export async function relatedTo(
  { db }: Pick<Deps, "db">,
  letterId: string,
  {
    id,
    affiliation,
    networkKey,
  }: { id: string; affiliation: string | null; networkKey: string | null },
): Promise<Related> {
  const find = async (which: object, most: number) =>
    await db.signature.findMany({
      where: {
        letterId,
        ...which,
        NOT: { id },
        name: { not: "" },
        state: { in: [...QUEUE_STATES] },
      },
      orderBy: { id: "desc" },
      take: most,
      select: { id: true, name: true, state: true, affiliation: true },
    });
  const row = await db.signature.findFirst({
    where: { letterId, id },
    select: { addressLimitKey: true },
  });
  const addressLimitKey = row?.addressLimitKey ?? null;
  const [mailbox, network, named] = await Promise.all([
    addressLimitKey === null ? [] : find({ addressLimitKey }, NAMED_MAX),
    networkKey === null ? [] : find({ networkKey }, NAMED_MAX),
    affiliation === null ? { ids: [] } : entriesNamed(db, letterId, affiliation, COMPARED_MAX),
  ]);
  const said = wordsOf(affiliation);
  const compared =
    named.ids.length === 0 ? [] : await find({ id: { in: named.ids } }, COMPARED_MAX);
  const same = compared.filter((other) => wordsOf(other.affiliation) === said);
  const lines = (some: typeof compared) =>
    some.map((one) => ({ id: one.id, name: one.name, state: toState(one.state) }));
  return {
    mailbox: lines(mailbox),
    network: lines(network),
    affiliation: lines(same.slice(0, NAMED_MAX)),
  };
}

function wordsOf(affiliation: string | null): string {
  return foldedWords(affiliation).join(" ");
}
