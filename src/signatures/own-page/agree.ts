import type { Prisma } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { EntryRow } from "../entry.ts";
import { type ChoicePurpose, PURPOSES } from "../signing/purposes.ts";
import { rememberWordings, type Wording } from "../signing/wording.ts";
import { BY_SIGNATORY, type MoveColumns, move } from "../store.ts";

type AgreeDeps = Pick<Deps, "db" | "clock" | "log">;

/**
 * Agrees to something by a sentence that was shown, at once and whatever else waits. False if that
 * holds already, if the entry's state does not allow it, or if there is no address left to mail.
 */
export async function agree(
  deps: AgreeDeps,
  { id }: Pick<EntryRow, "id">,
  purpose: ChoicePurpose,
  wording: Wording,
): Promise<boolean> {
  await rememberWordings(deps, [wording]);
  const which = { id, contactsGoneAt: null };
  return await choose(deps, which, purpose, { [PURPOSES[purpose].hash]: wording.hash }, true);
}

/** Ends what was agreed to; nothing else of the entry changes. False if it does not hold. */
export async function endAgreement(
  deps: AgreeDeps,
  { id }: Pick<EntryRow, "id">,
  purpose: ChoicePurpose,
): Promise<boolean> {
  // The hash stays: it says what was agreed to until now.
  return await choose(deps, { id }, purpose, {}, false);
}

async function choose(
  { db, clock, log }: AgreeDeps,
  entry: { id: string; contactsGoneAt?: null },
  purpose: ChoicePurpose,
  hash: MoveColumns,
  isToHold: boolean,
): Promise<boolean> {
  const { at, choice } = PURPOSES[purpose];
  const mover = { by: BY_SIGNATORY, at: clock.now() };
  const name = isToHold ? choice.begin : choice.end;
  const which: Prisma.SignatureWhereInput = { ...entry, [choice.holds]: !isToHold };
  const columns = { ...hash, [choice.holds]: isToHold, [at]: mover.at };
  const moved = await move(db, which, name, mover, columns);
  if (moved.length > 0) log.info(`signature.${name}`, { signature: entry.id });
  return moved.length > 0;
}
