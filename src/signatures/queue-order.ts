import type { Db } from "../db/db.ts";
import type { Prisma } from "../db/generated/sqlite/client.ts";

/**
 * The order of the queue. Oldest first, where entries that resemble each other stand with the first
 * of them; those that were decided, newest first, each by itself.
 */
export function queueOrder(order: "asc" | "desc"): Prisma.SignatureOrderByWithRelationInput[] {
  return order === "desc"
    ? [{ signedAt: order }, { id: order }]
    : [{ standsAt: order }, { standsWith: order }, { signedAt: order }, { id: order }];
}

/**
 * What comes after an entry, by key: it may have been decided meanwhile, and nobody is skipped.
 * Everything, where there is no such entry any more.
 */
export async function beyond(db: Db, id: string | null, order: "asc" | "desc") {
  const last =
    id === null
      ? null
      : await db.signature.findUnique({
          where: { id },
          select: { id: true, signedAt: true, standsAt: true, standsWith: true },
        });
  if (last === null) return {};
  const { signedAt, standsAt, standsWith } = last;
  if (order === "desc") {
    return { OR: [{ signedAt: { lt: signedAt } }, { signedAt, id: { lt: last.id } }] };
  }
  return {
    OR: [
      { standsAt: { gt: standsAt ?? signedAt } },
      { standsAt, standsWith: { gt: standsWith } },
      { standsAt, standsWith, signedAt: { gt: signedAt } },
      { standsAt, standsWith, signedAt, id: { gt: last.id } },
    ],
  };
}
