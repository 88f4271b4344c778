import type { Words } from "../../page/words.ts";

/** What both pages say of a version. */
export type VersionView = {
  number: number;
  sha256: string;
  savedAt: Date;
  change: "first" | "typographical" | "substantial";
  approvedBySecond: boolean;
  reason: string | null;
  signatories: number;
  /** The number of the version before it; null for the first. */
  previous: number | null;
};

/** The kind of a change, in words. */
export function changeWords(
  words: Words,
  { change, approvedBySecond }: Pick<VersionView, "change" | "approvedBySecond">,
): string {
  const isSmall = change === "typographical" && approvedBySecond;
  return words(`versions.change-${isSmall ? "small" : change}`);
}

/** The days on which a version was the text of its letter; `until` is null while it is. */
export function periodWords(words: Words, since: Date, until: Date | null): string {
  const from = words.day(since);
  if (until === null) return words("versions.since", { day: from });
  const end = words.day(until);
  return from === end
    ? words("versions.on-day", { day: from })
    : words("versions.from-until", { from, until: end });
}
