import type { Db } from "../db/db.ts";
import { isUnder, type KeyChange, openUnder, type Rekeyed } from "../shared/keys/key-change.ts";
import type { Keys } from "../shared/keys/keys.ts";
import { formatEmailAddress, parseEmailAddress, strictForm } from "../shared/text/email-address.ts";

/** Accounts that are read at a time. */
const PAGE_SIZE = 100;

/**
 * Rewrites the addresses of all accounts, and the secrets of their authenticator apps, under
 * another secret, each account in one statement, on the condition that it is still as it was read.
 * Recovery codes end, since only their hashes are kept. Doing it twice is harmless.
 */
export async function rekeyAccounts(db: Db, { from, to }: KeyChange): Promise<Rekeyed> {
  await db.recoveryCode.deleteMany({ where: { NOT: { id: { startsWith: `${to.id}.` } } } });
  const total = { rewritten: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const accounts = await pageAfter(db, after);
    const last = accounts.at(-1);
    if (last === undefined) return total;
    for (const { id, email, totpSecret } of accounts) {
      if (isUnder(to, email)) continue;
      const text = await openUnder(from, email);
      const address = text === null ? null : parseEmailAddress(text);
      if (address === null) {
        total.unreadable += 1;
        continue;
      }
      const addressKey = await to.hash("address", strictForm(address));
      const columns = {
        addressKey,
        email: await to.encrypt(formatEmailAddress(address)),
        ...(await authenticatorUnder(to, await openedSecret(from, totpSecret))),
      };
      await db.account.updateMany({ where: { id, email }, data: columns });
      total.rewritten += 1;
    }
    after = last.id;
  }
}

async function openedSecret(from: Keys, totpSecret: string | null): Promise<string | null> {
  return totpSecret && (await openUnder(from, totpSecret, "authenticator"));
}

/** The columns of an authenticator app; one that cannot be read is none. */
async function authenticatorUnder(to: Keys, secret: string | null) {
  if (secret === null) return { totpSecret: null, totpAddedAt: null, totpStep: null };
  return { totpSecret: await to.encrypt(secret, "authenticator") };
}

async function pageAfter(db: Db, id: string) {
  return await db.account.findMany({
    where: { id: { gt: id } },
    orderBy: { id: "asc" },
    take: PAGE_SIZE,
    select: { id: true, email: true, totpSecret: true },
  });
}
