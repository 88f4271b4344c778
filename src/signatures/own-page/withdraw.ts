import type { Deps } from "../../deps.ts";
import type { StoredIdentity } from "../entry.ts";
import { BY_SIGNATORY, move } from "../store.ts";

/**
 * Takes a signature back: it leaves every public surface at once, everything personal is erased,
 * mail that is due is cancelled by trigger, and the same address may sign anew. False where the
 * entry was withdrawn or taken down already.
 */
export async function withdraw(
  deps: Pick<Deps, "db" | "clock" | "log">,
  { id }: Pick<StoredIdentity, "id">,
): Promise<boolean> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const moved = await move(deps.db, { id }, "withdraw", mover);
  if (moved.length > 0) deps.log.info("signature.withdrawn", { signature: id });
  return moved.length > 0;
}
