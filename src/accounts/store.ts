import type { Db } from "../db/db.ts";
import { type Account, isRole } from "./account.ts";

export type Session = {
  /** The hash in the table: no cookie holds it, so it signs nobody in. */
  id: string;
  createdAt: Date;
  /** Its end if it is not used. */
  expiresAt: Date;
  /** Its end in any case. */
  endsAt: Date;
  secondStepAt: Date | null;
  steppedUpAt: Date | null;
};

/** Who makes a request: their account and session, and whether they have a passkey. */
export type SignedIn = { account: Account; session: Session; hasPasskey: boolean };

/** A session with its account; null if there is none, or if the account is disabled. */
export async function findSignedIn(db: Db, sessionId: string): Promise<SignedIn | null> {
  const row = await db.session.findFirst({
    where: { id: sessionId, account: { disabledAt: null } },
    include: {
      account: {
        select: {
          id: true,
          displayName: true,
          roles: { select: { role: true, letterId: true } },
          passkeys: { select: { id: true }, take: 1 },
        },
      },
    },
  });
  if (row === null) return null;
  const { account, ...session } = row;
  const { passkeys, roles, ...columns } = account;
  return {
    account: { ...columns, roles: knownRoles(roles) },
    session,
    hasPasskey: passkeys.length > 0,
  };
}

/** An account's roles, without those that this version does not know. */
export function knownRoles<Row extends { role: string }>(rows: readonly Row[]) {
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []));
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
  return rows.map((row) => ({ ...row, roles: knownRoles(row.roles) }));
}

/** The id of the account with this address key; null if there is none, or if it is disabled. */
export async function findAccountIdByAddress(db: Db, addressKey: string): Promise<string | null> {
  const row = await db.account.findFirst({
    where: { addressKey, disabledAt: null },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The display names of all accounts, by id. */
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

/** How many accounts that are not disabled are administrators of all letters. */
export async function countAdministrators(db: Db): Promise<number> {
  const roles = { some: { role: "administrator", letterId: null } };
  return await db.account.count({ where: { disabledAt: null, roles } });
}

/** Whether any administrator, of a letter or of all, has a passkey. */
export async function hasAdministratorPasskey(db: Db): Promise<boolean> {
  const account = { disabledAt: null, roles: { some: { role: "administrator" } } };
  return (await db.passkey.findFirst({ where: { account }, select: { id: true } })) !== null;
}
