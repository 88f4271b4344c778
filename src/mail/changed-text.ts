import type { Db } from "../db/db.ts";
import { perDatabase } from "../db/per-database.ts";
import { differenceBetween } from "../letters/versions/difference.ts";
import type { Difference } from "../shared/text/difference.ts";

/** Differences that are remembered: thousands of mails hold one of a few. */
const REMEMBERED_MAX = 20;

/** Two texts of a letter, and how the second differs from the first. */
export type ChangedText = {
  signed: { textNumber: number; since: Date };
  current: { textNumber: number; since: Date };
  difference: Difference;
};

const remembered = perDatabase(() => new Map<string, Promise<ChangedText | null>>());

/** What became of a text that was signed; null if one of the versions is gone. */
export async function changedText(
  db: Db,
  signedId: string,
  currentId: string,
): Promise<ChangedText | null> {
  const known = remembered(db);
  const key = `${signedId} ${currentId}`;
  const found = known.get(key) ?? readChanged(db, signedId, currentId);
  if (known.size === REMEMBERED_MAX) known.clear();
  known.set(key, found);
  try {
    return await found;
  } catch (error) {
    known.delete(key);
    throw error;
  }
}

async function readChanged(
  db: Db,
  signedId: string,
  currentId: string,
): Promise<ChangedText | null> {
  const versions = await db.letterVersion.findMany({
    where: { id: { in: [signedId, currentId] } },
  });
  const signed = versions.find(({ id }) => id === signedId);
  const current = versions.find(({ id }) => id === currentId);
  if (signed === undefined || current === undefined) return null;
  const first = await db.letterVersion.findFirst({
    where: { letterId: current.letterId, textNumber: current.textNumber },
    orderBy: { number: "asc" },
  });
  const difference = differenceBetween(signed, current);
  return { signed: placed(signed), current: placed(first ?? current), difference };
}

type Version = { textNumber: number; publicSince: Date | null; createdAt: Date };

function placed({ textNumber, publicSince, createdAt }: Version) {
  return { textNumber, since: publicSince ?? createdAt };
}
