import type { Deps } from "../deps.ts";
import { may, type Permission } from "./account.ts";
import { activeAccounts } from "./store.ts";

/** Whether anybody beside one account may do something with a letter; disabled ones are nobody. */
export async function isAnotherAllowed(
  { db }: Pick<Deps, "db">,
  permission: Permission,
  { letterId, accountId }: { letterId: string; accountId: string },
): Promise<boolean> {
  const accounts = await activeAccounts(db, letterId);
  return accounts.some((account) => account.id !== accountId && may(account, permission, letterId));
}
