import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { jsonText } from "../../shared/text/json-text.ts";
import { STATES } from "../lifecycle.ts";

/** What is kept for a release if it is above the limit; an invalidation has a record of its own. */
export const MASS_ACT_KINDS = ["takedown", "erase", "import"] as const;
export type MassActKind = (typeof MASS_ACT_KINDS)[number];

export const MASS_ACT_STATES = ["proposed", "running", "done", "cancelled", "expired"] as const;
export type MassActState = (typeof MASS_ACT_STATES)[number];

/** What an act needs to be done later: which entries, and why, as it was asked for. */
const decisionPayload = z.object({
  ids: z.array(z.string()),
  seenIn: z.enum(STATES).nullable(),
  seenAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
});
/** The file itself is not kept: a hash of its entries lets it through when it is sent again. */
const importPayload = z.object({
  hash: z.string(),
  /** JSON: some of its names, encrypted. */
  names: z.string(),
});

export type DecisionPayload = z.infer<typeof decisionPayload>;
export type ImportPayload = z.infer<typeof importPayload>;

/** The payload of a takedown or an erasure; null once it has ended. */
export function decisionOf({ payload }: Pick<MassActRow, "payload">): DecisionPayload | null {
  return jsonText.pipe(decisionPayload).safeParse(payload).data ?? null;
}

/** The payload of an import; null once it has ended. */
export function importOf({ payload }: Pick<MassActRow, "payload">): ImportPayload | null {
  return jsonText.pipe(importPayload).safeParse(payload).data ?? null;
}

const COLUMNS = {
  id: true,
  letterId: true,
  act: true,
  state: true,
  count: true,
  payload: true,
  proposedBy: true,
  proposedAt: true,
  expiresAt: true,
  releasedBy: true,
  releasedAt: true,
  startsAt: true,
  endedBy: true,
  endedAt: true,
} as const;

export async function findMassAct(db: Db, letterId: string, id: string) {
  return await db.massAct.findFirst({ where: { id, letterId }, select: COLUMNS });
}

export type MassActRow = NonNullable<Awaited<ReturnType<typeof findMassAct>>>;

/** The latest of a letter, newest first: of one member of staff, or of all. */
export async function massActsOf(
  db: Db,
  which: { letterId: string; proposedBy?: string },
  max: number,
): Promise<MassActRow[]> {
  return await db.massAct.findMany({
    where: which,
    orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
    take: max,
    select: COLUMNS,
  });
}

/** Those that wait for a release or for their start. */
export function isWaiting(now: Date) {
  return { state: { in: ["proposed", "running"] }, expiresAt: { gt: now } };
}

/** Those that somebody asked for in a letter and that wait. */
export async function waitingOf(
  db: Db,
  { letterId, proposedBy, now }: { letterId: string; proposedBy: string; now: Date },
): Promise<MassActRow[]> {
  const where = { letterId, proposedBy, ...isWaiting(now) };
  return await db.massAct.findMany({ where, select: COLUMNS });
}

/** Takedowns and erasures that were released and may begin. */
export async function massActsToRun(db: Db, now: Date, max: number): Promise<MassActRow[]> {
  return await db.massAct.findMany({
    where: { state: "running", startsAt: { lte: now }, act: { not: "import" } },
    orderBy: { id: "asc" },
    take: max,
    select: COLUMNS,
  });
}

type StepColumns = Partial<
  Pick<MassActRow, "releasedBy" | "releasedAt" | "startsAt" | "endedBy" | "endedAt">
>;

/**
 * Takes one from some states to another, in one conditional statement. False if it was in none of
 * them: somebody else was first. One that has ended keeps nothing of what it was about.
 */
export async function step(
  db: Db,
  { id }: Pick<MassActRow, "id">,
  { from, to }: { from: readonly MassActState[]; to: MassActState },
  columns: StepColumns = {},
): Promise<boolean> {
  const ended = to === "running" ? {} : { payload: null };
  const stepped = await db.massAct.updateManyAndReturn({
    where: { id, state: { in: [...from] } },
    data: { ...columns, ...ended, state: to },
    select: { id: true },
  });
  return stepped.length > 0;
}

/** Ends those that nobody released in time, or whose file did not come again. */
export async function expireMassActs(db: Db, now: Date): Promise<void> {
  await db.massAct.updateMany({
    where: { state: { in: ["proposed", "running"] }, expiresAt: { lte: now } },
    data: { state: "expired", payload: null, endedAt: now },
  });
}
