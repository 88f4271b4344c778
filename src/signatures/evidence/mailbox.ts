import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { join, leavingOut, sql } from "../../db/sql.ts";
import { LIVE_STATES } from "../lifecycle.ts";
import { withEvidence } from "./codes.ts";

/** Whose entry this is: the hashes of its address, exact and loose. */
export type MailboxEntry = { letterId: string; addressKey: string; addressLimitKey: string };

/** The first entries of a mailbox are told of the next; all later ones know by themselves. */
const TOLD_MAX = 5;

/**
 * Notes with the entries that may be of the same mailbox as a new one, under other spellings of the
 * address, that they are not alone. Evidence is added on the condition that it is still as it was
 * read: so none is lost.
 */
export async function tellMailbox(db: Db, entry: MailboxEntry): Promise<void> {
  for (const { id, signals } of await otherSpellings(db, entry)) {
    const told = withEvidence(signals, "one-mailbox");
    if (told === signals) continue;
    await db.signature.updateMany({ where: { id, signals }, data: { signals: told } });
  }
}

/** The first entries of a mailbox under other spellings of its address. */
export async function otherSpellings(db: Db, entry: MailboxEntry) {
  return await db.signature.findMany({
    where: { ...ofMailbox(entry), addressKey: { not: entry.addressKey } },
    orderBy: { id: "asc" },
    take: TOLD_MAX,
    select: { id: true, signals: true },
  });
}

function ofMailbox({ letterId, addressLimitKey }: MailboxEntry) {
  return { letterId, addressLimitKey, state: { in: [...LIVE_STATES] } };
}

const spelledRows = z.array(
  z.object({ mailbox: z.string(), spelling: z.string().nullable(), count: z.coerce.number() }),
);

/**
 * How many entries of a letter come from each of some mailboxes, by the hash of their loose
 * address; none of one whose entries all give the same spelling: an officer may well sign for the
 * organisation and as a person.
 */
export async function countMailboxes(
  db: Db,
  letterId: string,
  rows: readonly { addressLimitKey: string | null }[],
): Promise<Map<string | null, number>> {
  const keys = rows.flatMap(({ addressLimitKey: key }) => (key === null ? [] : [key]));
  if (keys.length === 0) return new Map();
  const { by, among } = db.$dialect;
  const found = await db.$rowsInBackground(sql`
    SELECT address_limit_key AS mailbox, address_key AS spelling, count(*) AS count
    FROM signature ${by("signature_mailbox_idx")}
    WHERE letter_id = ${letterId} AND ${leavingOut(sql`state IN (${join([...LIVE_STATES])})`)}
      AND address_limit_key ${among(keys)}
    GROUP BY address_limit_key, address_key`);
  const spellings = Map.groupBy(spelledRows.parse(found), ({ mailbox }) => mailbox);
  return new Map(
    [...spellings]
      .filter(([, of]) => of.filter(({ spelling }) => spelling !== null).length > 1)
      .map(([key, of]) => [key, of.reduce((sum, { count }) => sum + count, 0)]),
  );
}
