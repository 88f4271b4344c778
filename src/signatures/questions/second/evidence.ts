import { type EntryRow, unverifiedIfChanged } from "../../entry.ts";
import type { SecondQuestion } from "./ask.ts";

/** What came of asking an organisation whether an entry is its own. */
export type SecondEvidence =
  /** Nobody has answered yet. */
  | { code: "second-asked"; day: Date }
  | { code: "second-confirmed"; day: Date }
  /** It was confirmed, but its name or website has changed since. */
  | { code: "second-outdated"; day: Date }
  | { code: "second-refused"; day: Date };

type ConfirmedFields = Pick<EntryRow, "name" | "website">;

/** What the last question says about an entry, or about the change of it that waits. */
export function secondEvidence(
  entry: ConfirmedFields & { verifiedHow: string | null; replaces: ConfirmedFields | null },
  questions: readonly (Pick<SecondQuestion, "askedAt" | "answeredAt" | "answer"> & {
    kind: string;
  })[],
): SecondEvidence[] {
  const last = questions.find(({ kind }) => kind === "second");
  if (last === undefined) return [];
  if (last.answer === null || last.answeredAt === null) {
    return [{ code: "second-asked", day: last.askedAt }];
  }
  const day = last.answeredAt;
  if (last.answer === "refused") return [{ code: "second-refused", day }];
  const isOther = "verifiedHow" in unverifiedIfChanged(entry.replaces ?? entry, entry);
  const holds = entry.verifiedHow !== null && !isOther;
  return [{ code: holds ? "second-confirmed" : "second-outdated", day }];
}
