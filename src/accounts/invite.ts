import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../shared/ids.ts";
import { type EmailAddress, formatEmailAddress, strictForm } from "../shared/text/email-address.ts";
import type { RoleName } from "./account.ts";
import { firstDigest } from "./digest.ts";
import { createSignIn } from "./sign-in.ts";

/** Whom to invite, as what, and for which letter (null: all). */
export type Invitation = {
  address: EmailAddress;
  displayName: string;
  role: RoleName;
  letterId: string | null;
  byMail: boolean;
};

type InviteDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** Makes somebody a member of staff, or gives them one more role, with a link to sign in. */
export async function invite(
  deps: InviteDeps,
  invitation: Invitation,
): Promise<{ accountId: string; token: string }> {
  const accountId = await createOrFindAccount(deps, invitation);
  await grantRole(deps, accountId, invitation.role, invitation.letterId);
  const { token } = await createSignIn(deps, accountId, "invitation", invitation);
  return { accountId, token };
}

async function createOrFindAccount(
  { db, keys, clock }: InviteDeps,
  { address, displayName, role }: Invitation,
): Promise<string> {
  const addressKey = await keys.hash("address", strictForm(address));
  const id = newId(clock);
  try {
    const email = await keys.encrypt(formatEmailAddress(address));
    const digest = firstDigest(role);
    await db.account.create({
      data: { id, displayName, email, addressKey, digest, createdAt: clock.now() },
      select: { id: true },
    });
    return id;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const known = await db.account.findUniqueOrThrow({
      where: { addressKey },
      select: { id: true },
    });
    return known.id;
  }
}

/** Gives an account a role, for one letter or for all (null), unless it has it already. */
export async function grantRole(
  { db, clock }: { db: Db; clock: Deps["clock"] },
  accountId: string,
  role: RoleName,
  letterId: string | null,
): Promise<void> {
  const id = `${accountId} ${role} ${letterId ?? "all"}`;
  const data = { id, accountId, role, letterId, createdAt: clock.now() };
  try {
    await db.role.create({ data, select: { id: true } });
  } catch (error) {
    // They have it already.
    if (!isUniqueViolation(error)) throw error;
  }
}
