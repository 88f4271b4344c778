import type { Deps } from "../../deps.ts";
import type { StoredIdentity } from "../entry.ts";
import { BY_SIGNATORY, move } from "../store.ts";

type HideDeps = Pick<Deps, "db" | "clock" | "log">;
type Which = Pick<StoredIdentity, "id">;

/**
 * Takes a published entry out of every public surface for now, at its signatory's wish. Nothing
 * is lost: {@link showEntry} brings it back. False if there was nothing to hide.
 */
export async function hideEntry(deps: HideDeps, { id }: Which): Promise<boolean> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const which = { id, hiddenAt: null };
  const hidden = await move(deps.db, which, "hide", mover, { hiddenAt: mover.at });
  if (hidden.length > 0) deps.log.info("signature.hidden", { signature: id });
  return hidden.length > 0;
}

/** Brings a hidden entry back into the list. False if it was not hidden. */
export async function showEntry(deps: HideDeps, { id }: Which): Promise<boolean> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const which = { id, hiddenAt: { not: null } };
  const shown = await move(deps.db, which, "show", mover, { hiddenAt: null });
  if (shown.length > 0) deps.log.info("signature.shown", { signature: id });
  return shown.length > 0;
}
