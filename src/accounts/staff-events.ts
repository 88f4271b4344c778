import type { Deps } from "../deps.ts";

/** What staff did, other than deciding entries, in codes and ids only. */
export type StaffEvent = {
  /** A code, such as "role-granted". */
  what: string;
  /** The id of the account that did it. */
  by: string;
  /** The letter that it concerns, if it concerns one. */
  letterId?: string | null;
  /** The id of the account to which it was done. */
  accountId?: string | null;
  /** Codes, ids and counts that say more; never a name or an address. */
  detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

/** Records what staff did. The database lets nobody change or delete it. */
export async function recordStaffEvent(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { what, by, letterId = null, accountId = null, detail = {} }: StaffEvent,
): Promise<void> {
  const data = { what, by, letterId, accountId, detail: JSON.stringify(detail), at: clock.now() };
  await db.staffEvent.create({ data, select: { id: true } });
}
