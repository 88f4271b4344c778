/** The questions that moderators ask. */
export const MODERATORS = { kind: "moderator" } as const;

/** Those that can be answered at a time. */
export function isOpenNow(now: Date) {
  return { ...MODERATORS, answer: null, expiresAt: { gt: now } };
}
