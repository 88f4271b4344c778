import type { Deps } from "../../deps.ts";
import { MASS_ACT_MAIL_INTERVAL_MS, MASS_ACT_TOLD_FROM } from "../../limits.ts";
import { later } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { may } from "../account.ts";
import { activeAccounts } from "../store.ts";
import type { LimitedAct } from "./allowance.ts";

/** People whose mails are queued in one round: what one statement names. */
const TOLD_AT_ONCE = 30;

type TellDeps = Pick<Deps, "db" | "clock">;

/** What somebody of staff did with many entries of a letter, for others to be told. */
export type ToldAct = {
  letterId: string;
  /** An account; null on the command line. */
  by: string | null;
  act: LimitedAct | "import-undone" | "export";
  count: number;
  /** Whether it waits for a release; else it is done. */
  isWaiting?: boolean;
  exportId?: string;
};

/**
 * Of how many entries others are told after somebody did something to some, or 0 if they are not:
 * of many at once, and of every so many in a day, so that slices do not go unseen.
 */
export function countToTell({ count, inDay }: { count: number; inDay: number }): number {
  const toldBefore = MASS_ACT_TOLD_FROM * Math.floor((inDay - count) / MASS_ACT_TOLD_FROM);
  if (count >= MASS_ACT_TOLD_FROM) return count;
  return inDay - toldBefore >= MASS_ACT_TOLD_FROM ? inDay - toldBefore : 0;
}

/** Notes that the others who may release mass acts of a letter are to be told of one. */
export async function noteForOthers(deps: TellDeps, told: ToldAct): Promise<void> {
  const { isWaiting = false, exportId = null, ...rest } = told;
  const accounts = await activeAccounts(deps.db, told.letterId);
  const others = accounts.filter((one) => one.id !== told.by && may(one, "release", told.letterId));
  if (others.length === 0) return;
  const at = deps.clock.now();
  await deps.db.actNotice.createMany({
    data: others.map(({ id: accountId }) => ({
      id: newId(deps.clock),
      accountId,
      isWaiting,
      exportId,
      at,
      ...rest,
    })),
  });
}

/** The same, and queues the mail at once for those who were not mailed lately. */
export async function tellOthers(deps: TellDeps, told: ToldAct): Promise<void> {
  await noteForOthers(deps, told);
  await queueNotices(deps);
}

/**
 * Queues a mail for everybody who is to be told something and was not mailed lately: one mail about
 * all of it, over all letters, which is about the notices that have its moment. If two processes
 * do so at once, one mail is about nothing, or the same as the other, and is dropped.
 */
export async function queueNotices({ db, clock }: TellDeps): Promise<void> {
  const at = clock.now();
  const due = await db.actNotice.groupBy({
    by: ["accountId"],
    where: { toldAt: null },
    orderBy: { accountId: "asc" },
    take: TOLD_AT_ONCE,
  });
  if (due.length === 0) return;
  const ids = due.map(({ accountId }) => accountId);
  const since = { gt: later(at, -MASS_ACT_MAIL_INTERVAL_MS) };
  const lately = await db.actNotice.groupBy({
    by: ["accountId"],
    where: { accountId: { in: ids }, toldAt: since },
  });
  const wait = new Set(lately.map(({ accountId }) => accountId));
  const accountIds = ids.filter((id) => !wait.has(id));
  if (accountIds.length === 0) return;
  const mail = { kind: "mass-acts", createdAt: at, dueAt: at };
  await db.$inOrder((client) => [
    client.actNotice.updateMany({
      where: { accountId: { in: accountIds }, toldAt: null },
      data: { toldAt: at },
    }),
    client.outbox.createMany({ data: accountIds.map((accountId) => ({ ...mail, accountId })) }),
  ]);
}
