import type Database from "better-sqlite3";

/** A condition of a query, as SQL with its values. */
export type Condition = { sql: string; values: (string | null)[] };

/** The first page of a queue by better-sqlite3 alone: the least that any page costs. */
export function bareQueries(file: Database, letterId: string): (condition: Condition) => unknown[] {
  return ({ sql, values }) =>
    file
      .prepare(
        `SELECT id, kind, name, title, affiliation, website, country, email, signals, signed_at
        FROM signature WHERE letter_id = ? AND state = 'pending' ${sql}
        ORDER BY stands_at, stands_with, id LIMIT 51`,
      )
      .all(letterId, ...values);
}

/** Approves entries in one statement by better-sqlite3 alone; the triggers do their part. */
export function bareDecision(file: Database, ids: readonly string[]): void {
  const at = new Date().toISOString().replace("Z", "+00:00");
  const marks = ids.map(() => "?").join(", ");
  file
    .prepare(
      `UPDATE signature SET state = 'published', move = 'approve', move_no = move_no + 1,
        moved_at = ?, moved_by = 'bench', mail_due_at = ?
      WHERE state = 'pending' AND id IN (${marks})`,
    )
    .run(at, at, ...ids);
}
