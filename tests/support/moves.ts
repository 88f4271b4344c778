import type { Deps } from "../../src/deps.ts";
import type { FirstMove, Move } from "../../src/signatures/lifecycle.ts";
import { type MoveColumns, move } from "../../src/signatures/store.ts";

/** Who makes a move, why, and what else it sets. */
type Given = { by?: string; reason?: string | null; columns?: MoveColumns };

/** Moves an entry by the statement that its verb uses, past whatever the verb would ask first. */
export async function moveEntry(
  { db, clock }: Pick<Deps, "db" | "clock">,
  id: string,
  name: Exclude<Move, FirstMove | "restore">,
  { by = "somebody", reason = null, columns = {} }: Given = {},
): Promise<void> {
  const moved = await move(db, { id }, name, { by, reason, at: clock.now() }, columns);
  if (moved.length !== 1) throw new Error(`${id} cannot ${name}.`);
}
