import type { Deps } from "../../deps.ts";
import type { EntryRow } from "../entry.ts";
import { BY_SIGNATORY, move } from "../store.ts";

/**
 * Takes a signature back: it leaves everything public at once, everything personal is erased, a
 * trigger drops mail that is due, and the same address may sign anew. False if the entry was
 * withdrawn or taken down already.
 */
export async function withdraw(
  deps: Pick<Deps, "db" | "clock" | "log">,
  { id }: Pick<EntryRow, "id">,
): Promise<boolean> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const moved = await move(deps.db, { id }, "withdraw", mover);
  if (moved.length > 0) deps.log.info("signature.withdrawn", { signature: id });
  return moved.length > 0;
}
