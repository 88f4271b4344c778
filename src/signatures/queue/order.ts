import type { Db } from "../../db/db.ts";
import { leavingOut, raw, type Sql, sql } from "../../db/sql.ts";
import type { State } from "../lifecycle.ts";

/** The states that staff can look at, in the order of their tabs. */
export const QUEUE_STATES = [
  "pending",
  "held",
  "published",
  "rejected",
  "unverified",
] as const satisfies State[];

export type QueueState = (typeof QUEUE_STATES)[number];

/** What of a filter leads straight to a few entries. */
export type FilterKey = "id" | "address" | "network" | "domain" | "later";

/** Whether the entries of a state wait for a moderator; if so, the oldest come first. */
function isWaiting(state: QueueState): boolean {
  return state === "pending" || state === "held";
}

/** The column of an entry's age. In a group of look-alikes, the oldest one's counts for all. */
export function ageColumnOf(state: QueueState): "stands_at" | "signed_at" {
  return isWaiting(state) ? "stands_at" : "signed_at";
}

/**
 * The state and the order of a page, and its index. It is named: an engine that has counted the
 * table while few entries waited would think of another one, and sort all that wait. One that takes
 * no name for an index is led to the few entries of a key by that alone, and not by the state.
 */
export function orderOf(
  state: QueueState,
  key: FilterKey | null,
): { isInState: Sql; order: Sql; backwards: Sql; index: string } {
  // The state stands there as it is: some indexes have no entries of other states.
  const isInState = sql`state = ${raw(`'${state}'`)}`;
  if (!isWaiting(state)) {
    return {
      isInState: key === null ? isInState : leavingOut(isInState),
      order: sql`signed_at DESC, id DESC`,
      backwards: sql`signed_at, id`,
      index: DECIDED_INDEXES[key ?? "none"],
    };
  }
  const conditions = {
    none: isInState,
    domain: isInState,
    // Known only once it runs, so that no index of the queue is thought of for a whole network.
    network: sql`state = (SELECT ${raw(`'${state}'`)})`,
    later: leavingOut(isInState),
    address: leavingOut(isInState),
    id: leavingOut(isInState),
  };
  return {
    isInState: conditions[key ?? "none"],
    order: sql`stands_at, stands_with, id`,
    backwards: sql`stands_at DESC, stands_with DESC, id DESC`,
    index: WAITING_INDEXES[key ?? "none"],
  };
}

const BY_KEY = {
  id: "sqlite_autoindex_signature_1",
  address: "signature_letter_id_kind_address_key_key",
  network: "signature_network_idx",
  later: "signature_later_idx",
} as const;
const WAITING_INDEXES = {
  ...BY_KEY,
  domain: "signature_domain_idx",
  none: "signature_queue_idx",
} as const;
const DECIDED_INDEXES = {
  ...BY_KEY,
  domain: "signature_letter_id_domain_key_signed_at_idx",
  none: "signature_state_idx",
} as const;

/**
 * What comes after an entry, or before it, by key: the entry may have been decided meanwhile, and
 * yet nobody is skipped. Everything, if the entry no longer exists.
 */
export async function conditionsAfter(
  db: Db,
  state: QueueState,
  id: string | null,
  where: "after" | "before" = "after",
): Promise<Sql[]> {
  if (id === null) return [];
  const last = await db.signature.findUnique({
    where: { id },
    select: { id: true, signedAt: true, standsAt: true, standsWith: true },
  });
  if (last === null) return [];
  const { date } = db.$dialect;
  const isOlder = isWaiting(state) === (where === "before");
  const beyond = raw(isOlder ? "<" : ">");
  if (!isWaiting(state)) return [sql`(signed_at, id) ${beyond} (${date(last.signedAt)}, ${id})`];
  if (last.standsAt === null) return [];
  const key = sql`(${date(last.standsAt)}, ${last.standsWith}, ${id})`;
  return [sql`(stands_at, stands_with, id) ${beyond} ${key}`];
}
