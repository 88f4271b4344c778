export const ROLES = ["administrator", "campaigner", "moderator"] as const;

export type RoleName = (typeof ROLES)[number];

/** What a member of staff may be allowed to do. */
export type Permission =
  /** See the queue, approve, reject, release, unpublish, note. */
  | "moderate"
  /** Take an entry down, such as at the person's request, put it back, and erase one. */
  | "takedown"
  /** Approve what was rejected before. */
  | "overturn"
  /** Take the signatories out as a file, and see who did. */
  | "export"
  /** Take their addresses, contact persons and unpublished names out with them. */
  | "export-contacts"
  /** Take many entries out as fraud, and undo it. */
  | "invalidate"
  /** Release what somebody else asked to do with many entries, and be told of it. */
  | "release"
  /** Change the text, the settings, the reasons and the state of a letter. */
  | "edit"
  /** Create a letter. Asked for all letters, not for one. */
  | "create"
  /** Add signatories from a file. */
  | "import"
  /** Give and take the role of a moderator of a letter. */
  | "appoint"
  /** Give and take any role, and disable accounts. Asked for all letters, not for one. */
  | "administer";

const MODERATOR: readonly Permission[] = ["moderate", "takedown"];
const CAMPAIGNER: readonly Permission[] = [
  ...MODERATOR,
  "overturn",
  "export",
  "export-contacts",
  "invalidate",
  "release",
  "edit",
  "create",
  "import",
  "appoint",
];

/** Which role may do what. No other place says so. */
const ALLOWED: Record<RoleName, readonly Permission[]> = {
  administrator: [...CAMPAIGNER, "administer"],
  campaigner: CAMPAIGNER,
  moderator: MODERATOR,
};

/** A member of staff who is signed in. */
export type Account = {
  id: string;
  displayName: string;
  roles: readonly { role: RoleName; letterId: string | null }[];
};

/** Whether an account may do something with a letter, or with all letters. */
export function may(account: Account, permission: Permission, letterId: string | "all"): boolean {
  return account.roles.some(
    ({ role, letterId: scope }) =>
      (scope === null || scope === letterId) && ALLOWED[role].includes(permission),
  );
}

/**
 * Whether an account may give and take this role, for a letter or for all (null): nobody gives more
 * than they have.
 */
export function mayAppoint(account: Account, role: RoleName, letterId: string | null): boolean {
  const permission = role === "moderator" ? "appoint" : "administer";
  return may(account, permission, letterId ?? "all");
}

/** The letters an account has any role for: their ids, or "all". */
export function letterScope(account: Account): "all" | string[] {
  const scopes = account.roles.map(({ letterId }) => letterId);
  return scopes.includes(null) ? "all" : scopes.filter((id) => id !== null);
}

export function isRole(text: string): text is RoleName {
  return ROLES.some((role) => role === text);
}
