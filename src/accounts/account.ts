/** What a member of staff is. */
export const ROLES = ["administrator", "campaigner", "moderator"] as const;

/** What a member of staff is, for one letter or for all. */
export type RoleName = (typeof ROLES)[number];

/** What a member of staff may be allowed to do. */
export type Permission =
  /** See the queue, approve, reject, release, note. */
  | "moderate"
  /** Take a published entry out at the person's request. */
  | "takedown"
  /** Approve what was rejected before. */
  | "overturn"
  /** Take the signatories out as a file, and see who did. */
  | "export"
  /** Take their addresses, contact persons and unpublished names out with them. */
  | "export-contacts";

/** Which role may do what. The only place that says so. */
const ALLOWED: Record<RoleName, readonly Permission[]> = {
  administrator: ["moderate", "takedown", "overturn", "export", "export-contacts"],
  campaigner: ["moderate", "takedown", "overturn", "export", "export-contacts"],
  moderator: ["moderate", "takedown"],
};

/** A member of staff who is signed in. */
export type Account = {
  id: string;
  displayName: string;
  roles: readonly { role: RoleName; letterId: string | null }[];
};

/** Whether an account may do something with a letter. */
export function may(account: Account, permission: Permission, letterId: string): boolean {
  return account.roles.some(
    ({ role, letterId: scope }) =>
      (scope === null || scope === letterId) && ALLOWED[role].includes(permission),
  );
}

/** The letters an account has any role for: their ids, or "all". */
export function letterScope(account: Account): "all" | string[] {
  const scopes = account.roles.map(({ letterId }) => letterId);
  return scopes.includes(null) ? "all" : scopes.filter((id) => id !== null);
}

/** Whether a text names a role. */
export function isRole(text: string): text is RoleName {
  return ROLES.some((role) => role === text);
}
