import type { Deps } from "../deps.ts";
import { type EmailAddress, strictForm } from "../shared/text/email-address.ts";

/** Whether an address is the one at which a member of staff is mailed. */
export async function isOwnAddress(
  { db, keys }: Pick<Deps, "db" | "keys">,
  accountId: string,
  address: EmailAddress,
): Promise<boolean> {
  const addressKey = await keys.hash("address", strictForm(address));
  return (await db.account.count({ where: { id: accountId, addressKey } })) > 0;
}
