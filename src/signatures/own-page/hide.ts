import type { Deps } from "../../deps.ts";
import type { EntryRow } from "../entry.ts";
import { BY_SIGNATORY, move } from "../store.ts";

type HideDeps = Pick<Deps, "db" | "clock" | "log">;
/**
 * Takes a published entry out of everything public for now, at its signatory's wish. Nothing is
 * lost: {@link showEntry} brings it back. False if there was nothing to hide.
 */
export async function hideEntry(deps: HideDeps, { id }: Pick<EntryRow, "id">): Promise<boolean> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const which = { id, hiddenAt: null };
  const hidden = await move(deps.db, which, "hide", mover, { hiddenAt: mover.at });
  if (hidden.length > 0) deps.log.info("signature.hidden", { signature: id });
  return hidden.length > 0;
}

/** Brings a hidden entry back into the list. False if it was not hidden. */
export async function showEntry(deps: HideDeps, { id }: Pick<EntryRow, "id">): Promise<boolean> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const which = { id, hiddenAt: { not: null } };
  const shown = await move(deps.db, which, "show", mover, { hiddenAt: null });
  if (shown.length > 0) deps.log.info("signature.shown", { signature: id });
  return shown.length > 0;
}
