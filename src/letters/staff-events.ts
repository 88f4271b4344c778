import type { Db } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";

/** What members of staff do with a letter. */
type LetterAct =
  | "letter-created"
  | "letter-opened"
  | "letter-closed"
  | "letter-drafted"
  | "letter-version"
  | "letter-settings"
  | "import";

/**
 * Records what a member of staff did with a letter. The detail holds codes and numbers, never
 * anything personal.
 */
export async function recordStaffEvent(
  deps: { db: Db; clock: Clock },
  event: {
    letterId: string;
    what: LetterAct;
    by: string;
    detail?: Record<string, number | readonly string[]>;
  },
): Promise<void> {
  const { detail = {}, ...columns } = event;
  await deps.db.staffEvent.create({
    data: { ...columns, detail: JSON.stringify(detail), at: deps.clock.now() },
    select: { id: true },
  });
}
