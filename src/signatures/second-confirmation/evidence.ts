import { unverifiedWhere } from "../entry.ts";

/** What came of asking an organisation whether an entry is its own. */
export type SecondEvidence =
  /** Nobody has answered. */
  | { sign: "second-asked"; day: Date }
  | { sign: "second-confirmed"; day: Date }
  /** It was confirmed, and says another name or website since. */
  | { sign: "second-outdated"; day: Date }
  | { sign: "second-refused"; day: Date };

/** What is read of the last question about an entry. */
export const LAST_QUESTION = {
  select: { askedAt: true, answeredAt: true, answer: true },
  orderBy: { askedAt: "desc" },
  take: 1,
} as const;

type Named = { name: string; website: string | null };
type Question = { askedAt: Date; answeredAt: Date | null; answer: string | null };

/** What the last question says of an entry, or of the change of it that waits. */
export function secondEvidence(
  entry: Named & { verifiedHow: string | null; replaces: Named | null },
  questions: readonly Question[],
): SecondEvidence[] {
  const [last] = questions;
  if (last === undefined) return [];
  if (last.answer === null || last.answeredAt === null) {
    return [{ sign: "second-asked", day: last.askedAt }];
  }
  const day = last.answeredAt;
  if (last.answer === "refused") return [{ sign: "second-refused", day }];
  const isOther = "verifiedHow" in unverifiedWhere(entry.replaces ?? entry, entry);
  const holds = entry.verifiedHow !== null && !isOther;
  return [{ sign: holds ? "second-confirmed" : "second-outdated", day }];
}
