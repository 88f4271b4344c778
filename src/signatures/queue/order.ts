import type { Db, Prisma } from "../../db/db.ts";
import type { State } from "../lifecycle.ts";

/** The states that staff can look at, in the order of their tabs. */
export const QUEUE_STATES = [
  "pending",
  "held",
  "published",
  "rejected",
  "unverified",
] as const satisfies State[];

export type QueueState = (typeof QUEUE_STATES)[number];

/** Whether the entries of a state wait for a moderator; if so, the oldest come first. */
function isWaiting(state: QueueState): boolean {
  return state === "pending" || state === "held";
}

/** The column of an entry's age. In a group of look-alikes, the oldest one's counts for all. */
export function ageColumnOf(state: QueueState): "standsAt" | "signedAt" {
  return isWaiting(state) ? "standsAt" : "signedAt";
}

/** The order of a page. There is an index for each. */
export function orderOf(state: QueueState): Prisma.SignatureOrderByWithRelationInput[] {
  return isWaiting(state)
    ? [{ standsAt: "asc" }, { standsWith: "asc" }, { id: "asc" }]
    : [{ signedAt: "desc" }, { id: "desc" }];
}

/**
 * What comes after an entry, by key: the entry may have been decided meanwhile, and yet nobody is
 * skipped. Everything, if the entry no longer exists.
 */
export async function clausesAfter(
  db: Db,
  state: QueueState,
  id: string | null,
): Promise<Prisma.SignatureWhereInput[]> {
  if (id === null) return [];
  const last = await db.signature.findUnique({
    where: { id },
    select: { id: true, signedAt: true, standsAt: true, standsWith: true },
  });
  if (last === null) return [];
  const { signedAt, standsAt, standsWith } = last;
  if (!isWaiting(state)) {
    const tie = { signedAt, id: { lt: id } };
    return [{ signedAt: { lte: signedAt } }, { OR: [{ signedAt: { lt: signedAt } }, tie] }];
  }
  if (standsAt === null) return [];
  // The first condition finds the place in the index; the second one decides between equals.
  return [
    { standsAt: { gte: standsAt } },
    {
      OR: [
        { standsAt: { gt: standsAt } },
        { standsWith: { gt: standsWith } },
        { standsWith, id: { gt: id } },
      ],
    },
  ];
}
