/**
 * SQL as Prisma's own templates write it: what stands in one is a value, which is bound and never
 * written into it, or another piece. Each engine's connector takes its text and its values apart:
 * Prisma loads a second copy of this package on Node, which would not know these for its own.
 */
export { empty, join, raw, type Sql, sql } from "@prisma/client-runtime-utils";
