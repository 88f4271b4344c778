/** What an entry's row holds and these keys or this version cannot read. */
export type UnreadableEvidence = { code: "address-unreadable" | "change-unreadable" };

/** A moderator must see this: nobody can be mailed, and nothing is known of what was asked for. */
export function unreadableEvidence(
  is: Readonly<Record<"address" | "change", boolean>>,
): UnreadableEvidence[] {
  return [
    ...(is.address ? [{ code: "address-unreadable" as const }] : []),
    ...(is.change ? [{ code: "change-unreadable" as const }] : []),
  ];
}
