import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import { sha256Hex } from "../shared/keys/hash.ts";
import { CHANGEABLE_STATES } from "../signatures/lifecycle.ts";
import type { LetterText } from "./letter.ts";

type VersionDeps = { db: Db; clock: Clock };

export type VersionText = Pick<LetterText, "language" | "title" | "body" | "closing">;

/** The version of a text: an existing one, or a new one. */
export type FoundVersion = { isSameText: boolean; version: { id: string; number: number } };

/** How often a version may be numbered anew because another one came first. */
const TRIES_MAX = 10;
const LISTED_MAX = 100;
/** How far the signatures of one version are counted. */
const SIGNED_MAX = 10_000;

/** The version with this text: the latest one, or a new one after it. */
export async function versionOf(
  deps: VersionDeps,
  letterId: string,
  text: VersionText,
): Promise<FoundVersion> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const found = await nextVersion(deps, letterId, text);
    if (found !== null) return found;
  }
  throw new Error(`Another version came first ${TRIES_MAX} times.`);
}

/** The same, but null if somebody else's version took the number meanwhile. */
export async function nextVersion(
  deps: VersionDeps,
  letterId: string,
  text: VersionText,
): Promise<FoundVersion | null> {
  const latest = await deps.db.letterVersion.findFirst({
    where: { letterId, language: text.language },
    orderBy: { number: "desc" },
    select: { id: true, number: true, textHash: true },
  });
  const columns = await versionColumns(deps, { letterId, number: (latest?.number ?? 0) + 1, text });
  if (latest?.textHash === columns.textHash) return { isSameText: true, version: latest };
  try {
    const select = { id: true, number: true } as const;
    const version = await deps.db.letterVersion.create({ data: columns, select });
    return { isSameText: false, version };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return null;
  }
}

/** The columns of a new version. */
export async function versionColumns(
  deps: Pick<VersionDeps, "clock">,
  { letterId, number, text }: { letterId: string; number: number; text: VersionText },
) {
  const { language, title, body, closing } = text;
  return {
    id: newId(deps.clock),
    letterId,
    number,
    language,
    title,
    body,
    closing,
    textHash: sha256Hex(JSON.stringify([title, body, closing])),
    createdAt: deps.clock.now(),
  };
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
