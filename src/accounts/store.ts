import { z } from "zod";
import { date, flag } from "../db/columns.ts";
import type { Db } from "../db/db.ts";
import { raw, sql } from "../db/sql.ts";
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

/** Who makes a request: their account and session, and which second factors they have. */
export type SignedIn = {
  account: Account;
  session: Session;
  hasPasskey: boolean;
  hasAuthenticator: boolean;
};

const signedInRows = z.array(
  z
    .object({
      id: z.string(),
      created_at: date,
      expires_at: date,
      ends_at: date,
      second_step_at: date.nullable(),
      stepped_up_at: date.nullable(),
      account_id: z.string(),
      display_name: z.string(),
      roles: z
        .string()
        .transform((json): unknown => JSON.parse(json))
        .pipe(z.array(z.tuple([z.string(), z.string().nullable()]))),
      has_passkey: flag,
      has_authenticator: flag,
    })
    .transform((row): SignedIn => {
      const roles = row.roles.map(([role, letterId]) => ({ role, letterId }));
      return {
        account: {
          id: row.account_id,
          displayName: row.display_name,
          roles: knownRoles(roles),
        },
        session: {
          id: row.id,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
          endsAt: row.ends_at,
          secondStepAt: row.second_step_at,
          steppedUpAt: row.stepped_up_at,
        },
        hasPasskey: row.has_passkey,
        hasAuthenticator: row.has_authenticator,
      };
    }),
);

/**
 * A session with its account, in one statement, with which every request of staff begins; null if
 * there is none, or if the account is disabled.
 */
export async function findSignedIn(db: Db, sessionId: string): Promise<SignedIn | null> {
  const rows = await db.$rows(sql`
    SELECT session.id, session.created_at, expires_at, ends_at, second_step_at, stepped_up_at,
      account_id, display_name,
      (SELECT ${raw(db.$dialect.list("role, letter_id"))} FROM role
        WHERE role.account_id = account.id) AS roles,
      CASE WHEN EXISTS (SELECT 1 FROM passkey WHERE passkey.account_id = account.id)
        THEN 1 ELSE 0 END AS has_passkey,
      CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END AS has_authenticator
    FROM session JOIN account ON account.id = session.account_id
    WHERE session.id = ${sessionId} AND disabled_at IS NULL`);
  return signedInRows.parse(rows)[0] ?? null;
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

/** Whether any administrator, of a letter or of all, has a second factor. */
export async function hasAdministratorSecondFactor(db: Db): Promise<boolean> {
  const where = {
    disabledAt: null,
    roles: { some: { role: "administrator" } },
    OR: [{ totpSecret: { not: null } }, { passkeys: { some: {} } }],
  };
  return (await db.account.findFirst({ where, select: { id: true } })) !== null;
}
