import { inSlices } from "../db/batch/in-slices.ts";
import type { Db } from "../db/db.ts";
import { WAITING_CHANGE, WAITING_STATES } from "../shared/waiting.ts";

/** How many entries of a letter wait, changes included, and when the oldest was signed. */
export type Waiting = { count: number; oldest: Date };

/**
 * What waits in some letters, or in all of them, by letter; letters in which nothing waits are left
 * out. Only indexes are read, with one statement for many letters, so that it can be called often.
 */
export async function waitingByLetter(
  db: Db,
  letters: "all" | readonly string[],
): Promise<Map<string, Waiting>> {
  const ids = letters === "all" ? await allLetters(db) : letters;
  const found = new Map<string, Waiting>();
  for (const group of await inSlices(db, ids, (some) => waitingEntries(db, some))) {
    add(found, group.letterId, group._count._all, group._min.signedAt);
  }
  for (const change of await inSlices(db, ids, (some) => proposedChanges(db, some))) {
    if (change.state === WAITING_CHANGE.state) add(found, change.letterId, 1, change.proposedAt);
  }
  return found;
}

async function allLetters(db: Db): Promise<string[]> {
  return (await db.letter.findMany({ select: { id: true } })).map(({ id }) => id);
}

async function waitingEntries(db: Db, letterIds: readonly string[]) {
  return await db.signature.groupBy({
    by: ["letterId"],
    where: { letterId: { in: [...letterIds] }, state: { in: [...WAITING_STATES] } },
    _count: { _all: true },
    _min: { signedAt: true },
  });
}

/**
 * There are few, and they have their own index. With a state or a group, SQLite would take another
 * one and read everything that is published.
 */
async function proposedChanges(db: Db, letterIds: readonly string[]) {
  return await db.signature.findMany({
    where: { letterId: { in: [...letterIds] }, proposedAt: WAITING_CHANGE.proposedAt },
    select: { letterId: true, state: true, proposedAt: true },
  });
}

function add(found: Map<string, Waiting>, letterId: string, count: number, since: Date | null) {
  if (since === null) return;
  const known = found.get(letterId);
  found.set(letterId, {
    count: count + (known?.count ?? 0),
    oldest: known !== undefined && known.oldest < since ? known.oldest : since,
  });
}
