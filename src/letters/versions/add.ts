import { type Db, isUniqueViolation } from "../../db/db.ts";
import type { Clock } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import type { LetterText } from "../letter.ts";

type VersionDeps = { db: Db; clock: Clock };

export type VersionText = Pick<LetterText, "language" | "title" | "body" | "closing">;

/** How a changed text stands beside those before it, and what is public about that. */
export type ChangeOf = {
  /** The number of the text that it says the same as; null if it is a text of its own. */
  sameAs: number | null;
  /** Why it was changed; null if nobody said. */
  reason: string | null;
  /** The second person who saw that a change of letters changes nothing. */
  approvedBy: string | null;
};

/**
 * Adds a version after all others and has the letter show it. Null if somebody else was first: the
 * version is taken back then.
 */
export async function showNewVersion(
  deps: VersionDeps,
  letterId: string,
  text: VersionText,
  change: ChangeOf,
  /** Has the letter show the version of this id, if it is still as it was seen. */
  show: (id: string) => Promise<boolean>,
): Promise<{ id: string; number: number } | null> {
  const version = await addVersion(deps, letterId, text, change);
  if (version === null || (await show(version.id))) return version;
  await deps.db.letterVersion.deleteMany({ where: { id: version.id, publicSince: null } });
  return null;
}

/**
 * Adds a version after all others. Who signed the very same text before stands under it again. Null
 * if somebody else's version took the number meanwhile.
 */
async function addVersion(
  deps: VersionDeps,
  letterId: string,
  text: VersionText,
  { sameAs, reason, approvedBy }: ChangeOf,
): Promise<{ id: string; number: number } | null> {
  const { letterVersion } = deps.db;
  const [latest, equal] = await Promise.all([
    letterVersion.findFirst({
      where: { letterId },
      orderBy: { number: "desc" },
      select: { number: true },
    }),
    letterVersion.findFirst({
      where: { letterId, textHash: hashOf(text) },
      orderBy: { number: "asc" },
      select: { textNumber: true },
    }),
  ]);
  const number = (latest?.number ?? 0) + 1;
  const textNumber = equal?.textNumber ?? sameAs ?? number;
  try {
    return await letterVersion.create({
      data: {
        ...versionColumns(deps, { letterId, number, text }),
        textNumber,
        reason,
        approvedBy,
      },
      select: { id: true, number: true },
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return null;
  }
}

/** The columns of a new version, which says what none before it did. */
export function versionColumns(
  deps: Pick<VersionDeps, "clock">,
  { letterId, number, text }: { letterId: string; number: number; text: VersionText },
) {
  const { language, title, body, closing } = text;
  return {
    id: newId(deps.clock),
    letterId,
    number,
    textNumber: number,
    language,
    title,
    body,
    closing,
    textHash: hashOf(text),
    createdAt: deps.clock.now(),
  };
}

/** What was signed, as one number: SHA-256 of title, body and closing line as a JSON array. */
export function hashOf({ title, body, closing }: VersionText): string {
  return sha256Hex(hashedText({ title, body, closing }));
}

/** The text whose SHA-256 is the hash of a version, byte for byte. */
export function hashedText({ title, body, closing }: Omit<VersionText, "language">): string {
  return JSON.stringify([title, body, closing]);
}
