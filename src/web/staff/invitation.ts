import { z } from "zod";
import { ROLES, type RoleName } from "../../accounts/account.ts";
import { type EmailAddress, parseEmailAddress } from "../../shared/text/email-address.ts";
import { readStaffName } from "./name.ts";

const roleField = z.enum(ROLES);

/**
 * Whom a form invites and in which role; null if the address, the name or the role is not valid.
 * Without a name, the first part of the address is the name.
 */
export function readInvitation(
  fields: Readonly<Record<string, string>>,
): { address: EmailAddress; displayName: string; role: RoleName } | null {
  const address = parseEmailAddress((fields["email"] ?? "").trim());
  const role = roleField.safeParse(fields["role"]);
  if (address === null || !role.success) return null;
  const typed = fields["name"] ?? "";
  const displayName = readStaffName(typed.trim() === "" ? address.local : typed);
  return displayName === null ? null : { address, displayName, role: role.data };
}
