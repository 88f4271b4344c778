import type { Deps } from "../deps.ts";

/** What staff did beside deciding entries; every word of it a code or an id. */
export type StaffEvent = {
  /** A code, such as "role-granted". */
  what: string;
  /** The id of the account that did it. */
  by: string;
  /** The letter that it concerns; none where it concerns all, or none. */
  letterId?: string | null;
  /** The id of the account that it was done to. */
  accountId?: string | null;
  /** Codes, ids and counts that say more; never a name or an address. */
  detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

/** Writes down what staff did. The database lets nobody change or delete it. */
export async function recordStaffEvent(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { what, by, letterId = null, accountId = null, detail = {} }: StaffEvent,
): Promise<void> {
  const data = { what, by, letterId, accountId, detail: JSON.stringify(detail), at: clock.now() };
  await db.staffEvent.create({ data, select: { id: true } });
}
