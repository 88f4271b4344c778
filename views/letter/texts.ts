import type { Words } from "../page/words.ts";

/** A text of a letter that somebody signed. */
export type SignedText = {
  textNumber: number;
  /** Its latest version. */
  version: number;
  since: Date;
  counts: { organisations: number; individuals: number; anonymous: number };
  isCurrent: boolean;
};

/** How many signed an earlier text: “1,204 signed the text of 3 May 2026 (version 2)”. */
export function earlierLine(words: Words, { counts, since, version }: SignedText): string {
  const count = counts.organisations + counts.individuals + counts.anonymous;
  return words("letter.signed-earlier", { count, day: words.day(since), version });
}
