import type { Db } from "../../db/db.ts";
import { type Letter, totalOf } from "../letter.ts";
import type { VersionText } from "./add.ts";

/** A version of a letter as everybody may see it. */
export type PublicVersion = VersionText & {
  id: string;
  /** What its address and its readers call it. */
  number: number;
  /** The number of the text that its signatories count for. */
  textNumber: number;
  /** SHA-256 of its text, in hex. */
  sha256: string;
  /** When everybody could read it first. */
  savedAt: Date;
  /** What it is beside the one that could be read before it. */
  change: "first" | "typographical" | "substantial";
  /** Whether a second person saw the difference and called the change small. */
  approvedBySecond: boolean;
  reason: string | null;
  /** How many signed this very version, published and not hidden. */
  signatories: number;
  /** The number of the version before it; null for the first. */
  previous: number | null;
};

/** The same without its text, for lists. */
export type PublicVersionLine = Omit<PublicVersion, keyof VersionText> & { language: string };

/** How many versions are listed, the latest: nobody reads more. */
const LISTED_MAX = 500;

/**
 * The versions of a letter that everybody could read, newest first. What was saved while it was a
 * draft is not among them, unless names stand under it.
 */
export async function publicVersions(
  { db }: { db: Db },
  { id: letterId }: Pick<Letter, "id">,
): Promise<PublicVersionLine[]> {
  const some = { gt: 0 };
  const isSigned = [{ organisations: some }, { individuals: some }, { anonymous: some }];
  const rows = await db.letterVersion.findMany({
    where: { letterId, OR: [{ publicSince: { not: null } }, ...isSigned] },
    orderBy: { number: "desc" },
    take: LISTED_MAX,
    omit: { title: true, body: true, closing: true },
  });
  return rows.map(({ id, number, language, textNumber, ...row }, index) => {
    const before = rows[index + 1] ?? null;
    const saysTheSame = before?.textNumber === textNumber;
    return {
      id,
      number,
      language,
      textNumber,
      sha256: row.textHash,
      savedAt: row.publicSince ?? row.createdAt,
      change: before === null ? "first" : saysTheSame ? "typographical" : "substantial",
      approvedBySecond: saysTheSame && row.approvedBy !== null,
      reason: before === null ? null : row.reason,
      signatories: totalOf(row),
      previous: before?.number ?? null,
    };
  });
}

/** One version with the text before it; null if the letter has none of this number. */
export async function publicVersionWithPrevious(
  { db }: { db: Db },
  letter: Pick<Letter, "id">,
  number: number,
): Promise<{
  version: PublicVersion;
  before: VersionText | null;
  next: { number: number; savedAt: Date } | null;
} | null> {
  const lines = await publicVersions({ db }, letter);
  const at = lines.findIndex((line) => line.number === number);
  const [line, previous, next] = [lines[at], lines[at + 1], lines[at - 1]];
  if (line === undefined) return null;
  const texts = await db.letterVersion.findMany({
    where: { id: { in: [line, previous].flatMap((one) => one?.id ?? []) } },
    select: { id: true, language: true, title: true, body: true, closing: true },
  });
  const textOf = (id: string | undefined) => texts.find((text) => text.id === id) ?? null;
  const text = textOf(line.id);
  if (text === null) return null;
  return {
    version: { ...text, ...line },
    before: textOf(previous?.id),
    next: next === undefined ? null : { number: next.number, savedAt: next.savedAt },
  };
}
