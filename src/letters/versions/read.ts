import type { Db } from "../../db/db.ts";
import { CHANGEABLE_STATES } from "../../signatures/lifecycle.ts";
import type { LetterText } from "../letter.ts";

const LISTED_MAX = 100;
/** How far the signatures of one version are counted. */
const SIGNED_MAX = 10_000;

/** Whether anybody's signature of a letter, of whatever text, is public. */
export async function isSigned({ db }: { db: Db }, letterId: string): Promise<boolean> {
  const some = { gt: 0 };
  const signed = await db.letterVersion.findFirst({
    where: { letterId, OR: [{ organisations: some }, { individuals: some }, { anonymous: some }] },
    select: { id: true },
  });
  return signed !== null;
}

export type VersionLine = { id: string; number: number; language: string; createdAt: Date };

/** The versions of a letter, newest first. */
export async function listVersions({ db }: { db: Db }, letterId: string): Promise<VersionLine[]> {
  return await db.letterVersion.findMany({
    where: { letterId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LISTED_MAX,
    select: { id: true, number: true, language: true, createdAt: true },
  });
}

/** One version of a letter; null if it has none of this id. */
export async function findVersion(
  { db }: { db: Db },
  letterId: string,
  id: string,
): Promise<(LetterText & { createdAt: Date }) | null> {
  return await db.letterVersion.findFirst({ where: { id, letterId } });
}

/** How many signed one version and confirmed it; `isMore` if there are more than were counted. */
export async function countSigned(
  { db }: { db: Db },
  letterId: string,
  version: { id: string; number: number; createdAt: Date },
): Promise<{ count: number; isMore: boolean }> {
  const count = await db.signature.count({
    where: {
      letterId,
      letterVersionId: version.id,
      state: { in: [...CHANGEABLE_STATES] },
      // Nobody signs a later version before it exists, so the index is read no further back.
      ...(version.number > 1 && { signedAt: { gte: version.createdAt } }),
    },
    take: SIGNED_MAX + 1,
  });
  return { count: Math.min(count, SIGNED_MAX), isMore: count > SIGNED_MAX };
}
