import type { Deps } from "../deps.ts";
import { INVITATIONS } from "../limits.ts";
import { countWithin } from "../rate-limit.ts";
import { type Account, mayAppoint, type RoleName } from "./account.ts";
import { grantRole, type Invitation, invite } from "./invite.ts";
import { recordStaffEvent } from "./staff-events.ts";
import { countAdministrators, knownRoles } from "./store.ts";

/** The most people that one page shows. */
const PEOPLE_SHOWN_MAX = 500;

type PeopleDeps = Pick<Deps, "db" | "clock" | "keys" | "log">;

/** A role of somebody; `letter` is null if it is for all letters. */
export type PersonRole = {
  id: string;
  role: RoleName;
  letter: { id: string; slug: string } | null;
};

export type Person = {
  id: string;
  displayName: string;
  isDisabled: boolean;
  hasSecondFactor: boolean;
  /** When one of their sessions was last used, or else one of their browsers signed in. */
  seenAt: Date | null;
  roles: PersonRole[];
};

/** Members of staff, by name: all of them, or those with a role for one letter. */
export async function listPeople(
  deps: Pick<Deps, "db">,
  letterId: string | null = null,
): Promise<Person[]> {
  const where = letterId === null ? {} : { roles: { some: { letterId } } };
  return await findPeople(deps, where);
}

/** One member of staff; null if there is none of this id. */
export async function findPerson(deps: Pick<Deps, "db">, id: string): Promise<Person | null> {
  return (await findPeople(deps, { id }))[0] ?? null;
}

async function findPeople({ db }: Pick<Deps, "db">, where: object): Promise<Person[]> {
  const newest = { orderBy: { seenAt: "desc" }, take: 1, select: { seenAt: true } } as const;
  const rows = await db.account.findMany({
    where,
    orderBy: [{ displayName: "asc" }, { id: "asc" }],
    take: PEOPLE_SHOWN_MAX,
    select: {
      id: true,
      displayName: true,
      disabledAt: true,
      totpAddedAt: true,
      passkeys: { select: { id: true }, take: 1 },
      devices: newest,
      sessions: { ...newest, where: { seenAt: { not: null } } },
      roles: {
        select: { id: true, role: true, letter: { select: { id: true, slug: true } } },
        orderBy: { createdAt: "asc" },
      },
    },
  });
  return rows.map(({ disabledAt, totpAddedAt, passkeys, devices, sessions, roles, ...row }) => ({
    ...row,
    isDisabled: disabledAt !== null,
    hasSecondFactor: passkeys.length > 0 || totpAddedAt !== null,
    seenAt: sessions[0]?.seenAt ?? devices[0]?.seenAt ?? null,
    roles: knownRoles(roles),
  }));
}

/** What became of something that one member of staff did to another. */
export type PeopleOutcome =
  | "done"
  /** The role is more than they have themself. */
  | "not-yours"
  | "unknown"
  /** There would be no administrator of all letters any more. */
  | "last-administrator"
  /** Nobody can disable themself. */
  | "yourself"
  | "disabled"
  | "too-many";

/** Invites somebody by mail, or gives one more role to whoever has an account already. */
export async function invitePerson(
  deps: PeopleDeps,
  by: Account,
  invited: Omit<Invitation, "byMail">,
): Promise<PeopleOutcome> {
  const { role, letterId } = invited;
  if (!mayAppoint(by, role, letterId)) return "not-yours";
  if (!(await countWithin(deps, `invitations ${by.id}`, INVITATIONS))) return "too-many";
  const { accountId } = await invite(deps, { ...invited, byMail: true });
  const event = { what: "invited", by: by.id, letterId, accountId, detail: { role } };
  await recordStaffEvent(deps, event);
  return (await isDisabled(deps, accountId)) ? "disabled" : "done";
}

/** Whether an account is disabled; null if there is none of this id. */
async function isDisabled({ db }: Pick<Deps, "db">, id: string): Promise<boolean | null> {
  const row = await db.account.findUnique({ where: { id }, select: { disabledAt: true } });
  return row && row.disabledAt !== null;
}

/** Gives a member of staff one more role, for one letter or for all (null). */
export async function grant(
  deps: PeopleDeps,
  by: Account,
  given: { accountId: string; role: RoleName; letterId: string | null },
): Promise<PeopleOutcome> {
  const { accountId, role, letterId } = given;
  if (!mayAppoint(by, role, letterId)) return "not-yours";
  if ((await isDisabled(deps, accountId)) === null) return "unknown";
  await grantRole(deps, accountId, role, letterId);
  const event = { what: "role-granted", by: by.id, letterId, accountId, detail: { role } };
  await recordStaffEvent(deps, event);
  return "done";
}

/** Takes a role away. Whoever had it is refused from the next request on. */
export async function revoke(
  deps: PeopleDeps,
  by: Account,
  { accountId, roleId }: { accountId: string; roleId: string },
): Promise<PeopleOutcome> {
  const { db } = deps;
  const row = await db.role.findFirst({ where: { id: roleId, accountId } });
  const [known] = row === null ? [] : knownRoles([row]);
  if (row === null || known === undefined) return "unknown";
  const { role, letterId } = known;
  if (!mayAppoint(by, role, letterId)) return "not-yours";
  const isOfAll = role === "administrator" && letterId === null;
  if (isOfAll && (await isLastAdministrator(deps, accountId))) return "last-administrator";
  await db.role.deleteMany({ where: { id: roleId } });
  if (isOfAll && (await countAdministrators(db)) === 0) {
    // Two people took each other's role at the same moment: both keep it.
    await grantRole(deps, accountId, role, letterId);
    return "last-administrator";
  }
  const event = { what: "role-revoked", by: by.id, letterId, accountId, detail: { role } };
  await recordStaffEvent(deps, event);
  return "done";
}

/** Disables an account. Its sessions and its open links end at once. */
export async function disable(
  deps: PeopleDeps,
  by: Account,
  accountId: string,
): Promise<PeopleOutcome> {
  const { db, clock } = deps;
  if (accountId === by.id) return "yourself";
  if (await isLastAdministrator(deps, accountId)) return "last-administrator";
  const disabled = await db.account.updateManyAndReturn({
    where: { id: accountId, disabledAt: null },
    data: { disabledAt: clock.now() },
    select: { id: true },
  });
  if (disabled.length === 0) return "unknown";
  if ((await countAdministrators(db)) === 0) {
    // Two people disabled each other at the same moment: both stay.
    await db.account.updateMany({ where: { id: accountId }, data: { disabledAt: null } });
    return "last-administrator";
  }
  await endAccess(deps, accountId);
  await recordStaffEvent(deps, { what: "account-disabled", by: by.id, accountId });
  return "done";
}

/** Lets a disabled account sign in again, by a new link: old sessions and links stay ended. */
export async function enable(
  deps: PeopleDeps,
  by: Account,
  accountId: string,
): Promise<PeopleOutcome> {
  await endAccess(deps, accountId);
  const enabled = await deps.db.account.updateManyAndReturn({
    where: { id: accountId, NOT: { disabledAt: null } },
    data: { disabledAt: null },
    select: { id: true },
  });
  if (enabled.length === 0) return "unknown";
  await recordStaffEvent(deps, { what: "account-enabled", by: by.id, accountId });
  return "done";
}

async function endAccess(
  { db, clock }: Pick<Deps, "db" | "clock">,
  accountId: string,
): Promise<void> {
  const account = { NOT: { disabledAt: null } };
  await db.session.deleteMany({ where: { accountId, account } });
  await db.signIn.updateMany({
    where: { accountId, usedAt: null, account },
    data: { usedAt: clock.now() },
  });
}

async function isLastAdministrator({ db }: Pick<Deps, "db">, accountId: string): Promise<boolean> {
  const roles = { some: { role: "administrator", letterId: null } };
  const isOne = await db.account.findFirst({ where: { id: accountId, disabledAt: null, roles } });
  return isOne !== null && (await countAdministrators(db)) <= 1;
}
