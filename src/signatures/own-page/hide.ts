import type { Deps } from "../../deps.ts";
import type { StoredIdentity } from "../entry.ts";
import { BY_SIGNATORY } from "../store.ts";

type HideDeps = Pick<Deps, "db" | "clock" | "log">;
type Which = Pick<StoredIdentity, "id">;

/**
 * Takes a published entry out of every public surface for now, at its signatory's wish. Nothing
 * is lost: {@link showEntry} brings it back. False where there was nothing to hide.
 */
export async function hideEntry(deps: HideDeps, { id }: Which): Promise<boolean> {
  const now = deps.clock.now();
  const hidden = await deps.db.signature.updateManyAndReturn({
    where: { id, state: "published", hiddenAt: null },
    data: { hiddenAt: now, movedAt: now, movedBy: BY_SIGNATORY },
    select: { id: true },
  });
  if (hidden.length > 0) deps.log.info("signature.hidden", { signature: id });
  return hidden.length > 0;
}

/** Brings a hidden entry back into the list. False where it was not hidden. */
export async function showEntry(deps: HideDeps, { id }: Which): Promise<boolean> {
  const now = deps.clock.now();
  const shown = await deps.db.signature.updateManyAndReturn({
    where: { id, state: "published", hiddenAt: { not: null } },
    data: { hiddenAt: null, movedAt: now, movedBy: BY_SIGNATORY },
    select: { id: true },
  });
  if (shown.length > 0) deps.log.info("signature.shown", { signature: id });
  return shown.length > 0;
}
