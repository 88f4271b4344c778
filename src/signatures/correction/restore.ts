import type { Deps } from "../../deps.ts";
import type { ListingLetter } from "../entry.ts";
import { BY_SIGNATORY, move, toKind } from "../store.ts";
import { REWORDED_COLUMNS, reworded } from "./correct.ts";
import { WORDING_COLUMNS, type Wording } from "./wording.ts";

/** What a moderator did to the wording of an entry. */
export type Correction = {
  /** What its signatory wrote; null if they went back to it. */
  former: Wording | null;
  correctedAt: Date;
};

/** How the wording of an entry was corrected; null if it was not, or if it has changed since. */
export async function correctionOf(
  { db }: Pick<Deps, "db">,
  signatureId: string,
): Promise<Correction | null> {
  const row = await db.formerWording.findUnique({
    where: { signatureId },
    select: { ...WORDING_COLUMNS, correctedAt: true, takenBackAt: true },
  });
  if (row === null) return null;
  const { correctedAt, takenBackAt, ...former } = row;
  return { former: takenBackAt === null ? former : null, correctedAt };
}

/**
 * Takes a correction back for its signatory: their own wording stands again, on the list at once if
 * the entry is published: every word of it has been read. False if there is none to take back.
 */
export async function restoreWording(
  deps: Pick<Deps, "db" | "keys" | "clock" | "log">,
  letter: ListingLetter,
  { id }: { id: string },
): Promise<boolean> {
  // The entry is read first: what another request takes back after that moves it on from here.
  const select = { ...REWORDED_COLUMNS, moveNo: true };
  const row = await deps.db.signature.findUnique({ where: { id }, select });
  const former = (await correctionOf(deps, id))?.former ?? null;
  if (former === null || row === null) return false;
  const entry = { ...row, kind: toKind(row.kind) };
  const columns = await reworded(deps, letter, entry, former);
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const which = { id, moveNo: row.moveNo };
  const restored = { ...columns, editedAt: mover.at, laterUntil: null };
  const moved = await move(deps.db, which, "restore-wording", mover, restored);
  if (moved.length > 0) deps.log.info("signature.wording-restored", { signature: id });
  return moved.length > 0;
}
