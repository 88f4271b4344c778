/** A change of a published entry that a moderator has yet to read, as a condition of a query. */
export const WAITING_CHANGE = { state: "published", proposedAt: { not: null } } as const;

/** What waits for a moderator, as a condition of a query: entries, and changes of others. */
export const WAITING = {
  OR: [{ state: "pending" }, { state: "held" }, WAITING_CHANGE],
};
