import { z } from "zod";
import { date } from "../../db/columns.ts";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { differenceBetween } from "../../letters/versions/difference.ts";
import type { Difference } from "../../shared/text/difference.ts";

/** The version of a letter that an entry was signed under, and what became of that text since. */
export type SignedVersion = {
  number: number;
  /** SHA-256 of what it says, in hex. */
  textHash: string;
  /** Since when it could be read. */
  since: Date;
  /** Null if it is the letter's current version. */
  changed: ChangedText | null;
};

export type ChangedText = {
  /** Whether the name stands with the earlier text, and not under the current one as well. */
  isOtherText: boolean;
  since: Date;
  /** Why, if somebody said. */
  reason: string | null;
  /** How many words differ. */
  count: number;
  /** Whether a second person saw that it says the same. */
  isSeen: boolean;
  difference: Difference;
  /** Whether its signatory can sign the current text, too. */
  canReaffirm: boolean;
};

/** Later versions that are looked at: few letters have so many. */
const LATER_MAX = 50;

const versionRows = z.array(
  z.object({
    id: z.string(),
    number: z.coerce.number(),
    text_number: z.coerce.number(),
    text_hash: z.string(),
    language: z.string(),
    title: z.string(),
    body: z.string(),
    closing: z.string(),
    since: date,
  }),
);

/** Which version an entry was signed under, beside the letter's current one. */
export async function signedVersion(
  deps: Pick<Deps, "db" | "clock">,
  letter: Letter,
  entryId: string,
): Promise<SignedVersion> {
  const rows = await deps.db.$rows(sql`
    SELECT version.id, number, version.text_number, text_hash, version.language, version.title,
      body, closing, coalesce(public_since, created_at) AS since
    FROM signature JOIN letter_version AS version ON version.id = letter_version_id
    WHERE signature.id = ${entryId}`);
  const [signed] = versionRows.parse(rows);
  if (signed === undefined) throw new Error("An entry has no version.");
  const { id, number, text_hash: textHash, since } = signed;
  const { version } = letter;
  if (id === version.id) return { number, textHash, since, changed: null };
  const isOtherText = signed.text_number !== version.textNumber;
  const later = await deps.db.letterVersion.findMany({
    where: {
      letterId: letter.id,
      textNumber: version.textNumber,
      ...(!isOtherText && { number: { gt: number } }),
    },
    orderBy: { number: isOtherText ? "asc" : "desc" },
    take: LATER_MAX,
    select: { createdAt: true, publicSince: true, reason: true, approvedBy: true },
  });
  const [change] = later;
  const difference = differenceBetween(signed, version);
  const changed = {
    isOtherText,
    since: change?.publicSince ?? change?.createdAt ?? letter.updatedAt,
    reason: change?.reason ?? null,
    count: changedWords(difference),
    isSeen: later.some(({ approvedBy }) => approvedBy !== null),
    difference,
    canReaffirm: isOtherText && isOpen(letter, deps.clock.now()),
  };
  return { number, textHash, since, changed };
}

/** How many words a text lost or gained, whichever is more. */
function changedWords({ parts }: Difference): number {
  const runs = parts.flatMap((part) => part.runs);
  const countIn = (change: "removed" | "added") =>
    runs
      .filter((run) => run.change === change)
      .flatMap((run) => run.sentences.flat())
      .filter(({ isMarked }) => isMarked)
      .reduce((count, { text }) => count + text.trim().split(/\s+/).length, 0);
  return Math.max(1, countIn("removed"), countIn("added"));
}
