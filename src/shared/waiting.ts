/** The states in which an entry waits for a moderator. */
export const WAITING_STATES = ["pending", "held"] as const;

/** A change of a published entry that a moderator has yet to read, as a condition of a query. */
export const WAITING_CHANGE = { state: "published", proposedAt: { not: null } } as const;
