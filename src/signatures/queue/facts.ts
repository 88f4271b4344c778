import { z } from "zod";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Db } from "../../db/db.ts";
import { join, leavingOut, sql } from "../../db/sql.ts";
import { QUEUE_STATES } from "./order.ts";

const countedNetworks = z.array(z.object({ networkKey: z.string(), count: z.coerce.number() }));

/** How many entries of a letter came from each of some networks. */
export async function countNetworks(
  db: Db,
  letterId: string,
  rows: readonly { networkKey: string | null }[],
): Promise<Map<string | null, number>> {
  const keys = rows.flatMap(({ networkKey }) => (networkKey === null ? [] : [networkKey]));
  if (keys.length === 0) return new Map();
  const { by, among } = db.$dialect;
  const counted = await db.$rowsInBackground(sql`
    SELECT network_key AS "networkKey", count(*) AS count
    FROM signature ${by("signature_network_idx")}
    WHERE letter_id = ${letterId} AND ${leavingOut(sql`state IN (${join([...QUEUE_STATES])})`)}
      AND network_key ${among(keys)}
    GROUP BY network_key`);
  return new Map(
    countedNetworks.parse(counted).map(({ networkKey, count }) => [networkKey, count] as const),
  );
}

/** Who imported an entry, as the history has it, and when. */
export type Imported = { by: string; at: Date };

/** Which of some entries came by an import, and whose; the others came by the form. */
export async function importsOf(
  db: Db,
  rows: readonly { id: string; importKey: string | null }[],
): Promise<Map<string, Imported>> {
  const ids = rows.flatMap(({ id, importKey }) => (importKey === null ? [] : [id]));
  const events = await inSlices(db, ids, (some) =>
    db.event.findMany({
      where: { signatureId: { in: some }, move: "import" },
      select: { signatureId: true, by: true, at: true },
    }),
  );
  return new Map(events.map(({ signatureId, by, at }) => [signatureId, { by, at }]));
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
