/** Why an entry was rejected or taken down. Each has a sentence for staff and one for its mail. */
export const REASONS = [
  "not-genuine",
  "no-authority",
  "duplicate",
  "incomplete",
  "offensive",
  "own-request",
  "other",
] as const;

/** Why an entry was rejected or taken down. */
export type Reason = (typeof REASONS)[number];

/** Whether a text is a reason of the list. */
export function isReason(text: string): text is Reason {
  return REASONS.some((reason) => reason === text);
}
