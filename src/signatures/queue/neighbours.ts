import { z } from "zod";
import { join, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { asideCondition, NO_FILTER } from "./filter.ts";
import { conditionsAfter, orderOf, type QueueState } from "./order.ts";

const foundRows = z.array(z.object({ id: z.string() }));

/** The entries before and after one in the order of a tab, whether or not it is still there. */
export async function neighboursOf(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letterId: string,
  { id, state }: { id: string; state: QueueState },
): Promise<{ previous: string | null; next: string | null }> {
  const { isInState, order, backwards, index } = orderOf(state, null);
  const now = clock.now();
  const find = async (where: "before" | "after") => {
    const conditions = [
      sql`letter_id = ${letterId}`,
      isInState,
      sql`id <> ${id}`,
      ...(state === "pending" ? [asideCondition(db, NO_FILTER, now)] : []),
      ...(await conditionsAfter(db, state, id, where)),
    ];
    const rows = await db.$rowsInBackground(sql`
      SELECT id FROM signature ${db.$dialect.by(index)} WHERE ${join(conditions, " AND ")}
      ORDER BY ${where === "after" ? order : backwards} LIMIT 1`);
    return foundRows.parse(rows)[0]?.id ?? null;
  };
  const [previous, next] = await Promise.all([find("before"), find("after")]);
  return { previous, next };
}
