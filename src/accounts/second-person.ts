import type { Deps } from "../deps.ts";
import { may, type Permission } from "./account.ts";
import { activeAccounts } from "./store.ts";

/** Whether any other account may do something with a letter; disabled accounts do not count. */
export async function isAnotherAllowed(
  { db }: Pick<Deps, "db">,
  permission: Permission,
  { letterId, accountId }: { letterId: string; accountId: string },
): Promise<boolean> {
  const accounts = await activeAccounts(db, letterId);
  return accounts.some((account) => account.id !== accountId && may(account, permission, letterId));
}
