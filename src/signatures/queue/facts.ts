import { inSlices } from "../../db/batch/in-slices.ts";
import type { Db } from "../../db/db.ts";
import { QUEUE_STATES } from "./order.ts";

/** How many entries of a letter came from each of some networks. */
export async function countNetworks(
  db: Db,
  letterId: string,
  rows: readonly { networkKey: string | null }[],
): Promise<Map<string | null, number>> {
  const keys = rows.flatMap(({ networkKey }) => (networkKey === null ? [] : [networkKey]));
  const groups = await inSlices(db, [...new Set(keys)], (some) =>
    db.signature.groupBy({
      by: ["networkKey"],
      // The states are listed for the sake of the index, which begins with them.
      where: { letterId, state: { in: [...QUEUE_STATES] }, networkKey: { in: some } },
      _count: { _all: true },
    }),
  );
  return new Map(groups.map(({ networkKey, _count }) => [networkKey, _count._all]));
}

/** The sentences about authority that some entries agreed to, by hash; rarely more than one. */
export async function authorityTexts(
  db: Db,
  rows: readonly { authorityHash: string | null }[],
): Promise<Map<string | null, string>> {
  const hashes = rows.flatMap(({ authorityHash: hash }) => (hash === null ? [] : [hash]));
  const wordings = await inSlices(db, [...new Set(hashes)], (some) =>
    db.wording.findMany({ where: { hash: { in: some } }, select: { hash: true, text: true } }),
  );
  return new Map(wordings.map(({ hash, text }) => [hash, text]));
}
