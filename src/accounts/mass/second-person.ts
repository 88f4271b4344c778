import type { Deps } from "../../deps.ts";
import { MASS_ACT_DELAY_MS } from "../../limits.ts";
import { later } from "../../shared/clock.ts";
import { type Account, may, type Permission } from "../account.ts";
import { activeAccounts } from "../store.ts";

/** Whether any other account may do something with a letter; disabled accounts do not count. */
export async function isAnotherAllowed(
  { db }: Pick<Deps, "db">,
  permission: Permission,
  { letterId, accountId }: { letterId: string; accountId: string },
): Promise<boolean> {
  const accounts = await activeAccounts(db, letterId);
  return accounts.some((account) => account.id !== accountId && may(account, permission, letterId));
}

/** Somebody who looks after a letter; null if they do not, or not any more. */
export async function activeStaff(
  { db }: Pick<Deps, "db">,
  { letterId, accountId }: { letterId: string; accountId: string | null },
): Promise<Account | null> {
  const accounts = await activeAccounts(db, letterId);
  return accounts.find(({ id }) => id === accountId) ?? null;
}

/** What a release does: it begins now, begins after a delay, or is left to a second person. */
export type ReleaseRule = "now" | "after-delay" | "second-person";

/**
 * What became of a press that releases, stops or undoes something. Each press is one conditional
 * statement, so of two at once one is "done" and the other comes "late".
 */
export type PressOutcome = "done" | "late" | "second-person" | "unknown";

/** What is above the limit of a day: who asked for it, and in which letter. */
export type AboveLimit = { letterId: string; proposedBy: string };

/**
 * What an account's release of something above the limit would do. Anybody but the one who asked,
 * and who may release it, is the second person. If there is nobody else, a delay leaves time to
 * think better of it.
 */
export async function ruleAboveLimit(
  deps: Pick<Deps, "db">,
  account: Account,
  { letterId, proposedBy }: AboveLimit,
): Promise<ReleaseRule> {
  if (account.id !== proposedBy) return may(account, "release", letterId) ? "now" : "second-person";
  const isAnother = await isAnotherAllowed(deps, "release", { letterId, accountId: account.id });
  return isAnother ? "second-person" : "after-delay";
}

/** When something begins that is released now. */
export function startOf(rule: "now" | "after-delay", at: Date): Date {
  return rule === "now" ? at : later(at, MASS_ACT_DELAY_MS);
}
