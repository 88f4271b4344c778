import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Db } from "../../db/db.ts";
import type { Clock } from "../../shared/clock.ts";
import { showNewVersion, type VersionText } from "./add.ts";

type ProposedDeps = { db: Db; clock: Clock };

/** A change of a few letters that waits for a second person. */
export type ProposedText = {
  title: string;
  body: string;
  closing: string;
  reason: string;
  /** The id of the version that it would follow. */
  basedOn: string;
  proposedBy: string;
  proposedAt: Date;
};

/** Keeps a change for a second person to see. A letter has one at a time: the latest. */
export async function proposeText(
  deps: ProposedDeps,
  letterId: string,
  { title, body, closing }: VersionText,
  { basedOn, by, reason }: { basedOn: string; by: string; reason: string },
): Promise<void> {
  const proposed = { proposedBy: by, proposedAt: deps.clock.now() };
  const columns = { title, body, closing, reason, basedOn, ...proposed };
  await deps.db.proposedText.upsert({
    where: { letterId },
    create: { letterId, ...columns },
    update: columns,
    select: { letterId: true },
  });
  await recordStaffEvent(deps, { letterId, what: "letter-text-proposed", by });
}

/** The change that waits; null if there is none, or if the text has changed otherwise since. */
export async function findProposed(
  { db }: { db: Db },
  letterId: string,
): Promise<ProposedText | null> {
  const proposed = await db.proposedText.findUnique({ where: { letterId } });
  if (proposed === null) return null;
  const letter = await db.letter.findFirst({
    where: { id: letterId, currentVersionId: proposed.basedOn },
    select: { id: true },
  });
  return letter && proposed;
}

export type ApproveOutcome =
  | { outcome: "new-version"; number: number }
  /** Who proposed a change is not a second person. */
  | { outcome: "own" }
  /** It was decided, replaced or overtaken by another change, or the letter has closed. */
  | { outcome: "gone" };

/**
 * A second person says that a change of a few letters, as they saw it, does not change what the
 * text says: it becomes the current version, and the names stay under it. The change stays public.
 */
export async function approveText(
  deps: ProposedDeps,
  letterId: string,
  { seen, by }: { seen: Date; by: string },
): Promise<ApproveOutcome> {
  const proposed = await findProposed(deps, letterId);
  if (proposed === null || proposed.proposedAt.getTime() !== seen.getTime()) {
    return { outcome: "gone" };
  }
  if (proposed.proposedBy === by) return { outcome: "own" };
  const { basedOn, reason } = proposed;
  const before = await deps.db.letterVersion.findUniqueOrThrow({ where: { id: basedOn } });
  const text = { ...proposed, language: before.language };
  const change = { sameAs: before.textNumber, reason: reason || null, approvedBy: by };
  const now = deps.clock.now();
  const isStill = {
    currentVersionId: basedOn,
    state: { not: "closed" },
    OR: [{ closesAt: null }, { closesAt: { gt: now } }],
  };
  const version = await showNewVersion(deps, letterId, text, change, async (id) => {
    const shown = await deps.db.letter.updateManyAndReturn({
      where: { id: letterId, ...isStill },
      data: { currentVersionId: id, updatedAt: now },
      select: { id: true },
    });
    return shown.length > 0;
  });
  if (version === null) return { outcome: "gone" };
  await forget(deps.db, letterId, seen);
  const { number } = version;
  const detail = { number, proposedBy: proposed.proposedBy };
  await recordStaffEvent(deps, { letterId, what: "letter-text-approved", by, detail });
  return { outcome: "new-version", number };
}

/** Drops a change that waits, as it was seen; false if it waits no longer. */
export async function discardText(
  deps: ProposedDeps,
  letterId: string,
  { seen, by }: { seen: Date; by: string },
): Promise<boolean> {
  if (!(await forget(deps.db, letterId, seen))) return false;
  await recordStaffEvent(deps, { letterId, what: "letter-text-discarded", by });
  return true;
}

async function forget(db: Db, letterId: string, proposedAt: Date): Promise<boolean> {
  const { count } = await db.proposedText.deleteMany({ where: { letterId, proposedAt } });
  return count > 0;
}
