/**
 * SQL as Prisma's own templates write it: what stands in one is a value, which is bound and never
 * written into it, or another piece. Each engine's connector takes its text and its values apart:
 * Prisma loads a second copy of this package on Node, which would not know these for its own.
 */
import { type Sql, sql } from "@prisma/client-runtime-utils";

export { empty, join, raw, type Sql, sql } from "@prisma/client-runtime-utils";

/**
 * A condition that rows are left out by once they were found by the others. No index is chosen for
 * it, and an engine that knows nothing of the table, or what is no longer true, is not misled: it
 * takes every second row to meet it, and reads them in their order until it has enough.
 */
export function leavingOut(condition: Sql): Sql {
  return sql`coalesce(${condition}, false)`;
}
