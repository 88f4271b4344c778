import type { Db } from "../db/db.ts";
import { type Account, isRole } from "./account.ts";

/** An account that is not disabled, with its roles; null where there is none. */
export async function findAccount(db: Db, id: string): Promise<Account | null> {
  const row = await db.account.findFirst({
    where: { id, disabledAt: null },
    select: {
      id: true,
      displayName: true,
      roles: { select: { role: true, letterId: true } },
    },
  });
  return row === null ? null : toAccount(row);
}

/** The accounts that have a role for a letter, or for all, and are not disabled. */
export async function activeAccounts(db: Db, letterId: string): Promise<Account[]> {
  const rows = await db.account.findMany({
    where: { disabledAt: null, roles: { some: { OR: [{ letterId }, { letterId: null }] } } },
    select: {
      id: true,
      displayName: true,
      roles: { select: { role: true, letterId: true } },
    },
  });
  return rows.map(toAccount);
}

function toAccount(row: {
  id: string;
  displayName: string;
  roles: readonly { role: string; letterId: string | null }[];
}): Account {
  const roles = row.roles.flatMap(({ role, letterId }) =>
    isRole(role) ? [{ role, letterId }] : [],
  );
  return { ...row, roles };
}

/** The id of the account behind an address's key; null where there is none, or it is disabled. */
export async function findAccountIdByAddress(db: Db, addressKey: string): Promise<string | null> {
  const row = await db.account.findFirst({
    where: { addressKey, disabledAt: null },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The display names of some accounts, by id. */
export async function displayNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.account.findMany({ select: { id: true, displayName: true } });
  return new Map(rows.map((row) => [row.id, row.displayName]));
}

/** The display names of the accounts that have a role for a letter, or for all, by id. */
export async function displayNamesFor(db: Db, letterId: string): Promise<Map<string, string>> {
  const rows = await db.account.findMany({
    where: { roles: { some: { OR: [{ letterId }, { letterId: null }] } } },
    select: { id: true, displayName: true },
  });
  return new Map(rows.map((row) => [row.id, row.displayName]));
}
