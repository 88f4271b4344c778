import type { Db } from "../../db/db.ts";
import { slices } from "../../shared/slices.ts";
import { QUEUE_STATES } from "./order.ts";

/** Networks that one statement counts, as many as D1 takes. */
const STATEMENT_NETWORKS_MAX = 60;

/** How many entries of a letter came from each of some networks. */
export async function countNetworks(
  db: Db,
  letterId: string,
  rows: readonly { networkKey: string | null }[],
): Promise<Map<string | null, number>> {
  const keys = rows.flatMap(({ networkKey }) => (networkKey === null ? [] : [networkKey]));
  const counted = slices([...new Set(keys)], STATEMENT_NETWORKS_MAX).map((some) =>
    db.signature.groupBy({
      by: ["networkKey"],
      // The states are listed for the sake of the index, which begins with them.
      where: { letterId, state: { in: [...QUEUE_STATES] }, networkKey: { in: some } },
      _count: { _all: true },
    }),
  );
  const groups = (await Promise.all(counted)).flat();
  return new Map(groups.map(({ networkKey, _count }) => [networkKey, _count._all]));
}

/** The sentences about authority that some entries agreed to, by hash; rarely more than one. */
export async function authorityTexts(
  db: Db,
  rows: readonly { authorityHash: string | null }[],
): Promise<Map<string | null, string>> {
  const hashes = rows.flatMap(({ authorityHash: hash }) => (hash === null ? [] : [hash]));
  if (hashes.length === 0) return new Map();
  const wordings = await db.wording.findMany({
    where: { hash: { in: [...new Set(hashes)].slice(0, STATEMENT_NETWORKS_MAX) } },
    select: { hash: true, text: true },
  });
  return new Map(wordings.map(({ hash, text }) => [hash, text]));
}
