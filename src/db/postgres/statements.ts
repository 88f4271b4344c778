import type pg from "pg";
import { hasCode } from "../db.ts";
import { retryWhile } from "../retry.ts";
import type { Sql } from "../sql.ts";

/**
 * Failures after which a statement has done nothing: the server cannot be reached, has no more
 * connections, or undid the statement to end a deadlock. Prisma has codes of its own for them.
 */
const PASSING = ["ECONNREFUSED", "ENOTFOUND", "53300", "40001", "40P01", "P1001", "P2034", "P2037"];

/** Tries a statement again, Prisma's or the driver's, that failed for a reason that passes. */
export const whenPassed = retryWhile((error) => hasCode(error, ...PASSING));

/** Statements that a connection keeps its plans of. */
const NAMES_MAX = 100;

/**
 * Runs statements by the driver itself, each under a name of its own: a connection then plans it
 * once in a while, which for the search for look-alikes takes as long as a third of the search.
 * For statements of few texts, whose plan does not depend on their values.
 */
export function statementsOn(pool: pg.Pool) {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < NAMES_MAX) names.set(text, `undersigned_${names.size}`);
    return names.get(text);
  };
  return async (text: string, values: readonly unknown[]): Promise<unknown[]> => {
    const { rows } = await whenPassed({
      args: { name: nameOf(text), text, values: [...values] },
      query: (statement) => pool.query<Record<string, unknown>>(statement),
    });
    return rows;
  };
}

/** A query as PostgreSQL numbers its values. */
export function numbered({ texts, values }: Sql): [string, readonly unknown[]] {
  return [texts.reduce((all, part, index) => `${all}$${index}${part}`), values];
}
