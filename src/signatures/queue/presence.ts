import type { Account } from "../../accounts/account.ts";
import type { Deps } from "../../deps.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";

/** How long somebody counts as present after they were last noted. */
const PRESENT_MS = MINUTE_MS;
/** The most people that a page names. */
const OTHERS_MAX = 20;

/** Somebody else at the queue of a letter, and the entry they are on, if any. */
export type Present = { accountId: string; entryId: string | null };

/**
 * Notes that somebody is at a letter's queue, and on which entry. Anything older than a minute is
 * forgotten.
 */
export async function markPresent(
  deps: Pick<Deps, "db" | "clock">,
  account: Pick<Account, "id">,
  letterId: string,
  entryId: string | null,
): Promise<void> {
  const at = deps.clock.now();
  const accountId = account.id;
  await deps.db.presence.upsert({
    where: { letterId_accountId: { letterId, accountId } },
    create: { letterId, accountId, entryId, at },
    update: { entryId, at },
    select: { at: true },
  });
  await forgetAbsent(deps, letterId);
}

/** Who else is at a letter's queue, latest first. */
export async function othersPresent(
  deps: Pick<Deps, "db" | "clock">,
  account: Pick<Account, "id">,
  letterId: string,
): Promise<Present[]> {
  return await deps.db.presence.findMany({
    where: { letterId, accountId: { not: account.id }, at: { gt: notSince(deps) } },
    orderBy: [{ at: "desc" }, { accountId: "asc" }],
    take: OTHERS_MAX,
    select: { accountId: true, entryId: true },
  });
}

/** Forgets who is no longer there, at one letter or at all. */
export async function forgetAbsent(
  deps: Pick<Deps, "db" | "clock">,
  letterId: string | "all",
): Promise<void> {
  const where = letterId === "all" ? {} : { letterId };
  await deps.db.presence.deleteMany({ where: { ...where, at: { lte: notSince(deps) } } });
}

function notSince({ clock }: Pick<Deps, "clock">): Date {
  return later(clock.now(), -PRESENT_MS);
}
