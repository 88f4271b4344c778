import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import type { EntryRow } from "../entry.ts";
import { rememberWording, type Wording } from "../signing/wording.ts";
import { BY_SIGNATORY, move } from "../store.ts";

export type ReaffirmOutcome =
  | "reaffirmed"
  /** The letter has another text by now than the one that was shown. Nothing was written. */
  | "text-changed"
  /** The contact of an organisation did not say again that they may sign for it. */
  | "no-authority"
  /** The letter is closed, the entry is gone, or it stands under this text already. */
  | "impossible";

/**
 * Signs the text that was shown, too: the signature moves to it, if it is still the letter's
 * current one. A trigger marks the question that was asked about it, if any, as answered.
 */
export async function reaffirm(
  deps: Pick<Deps, "db" | "clock" | "log">,
  letter: Letter,
  entry: Pick<EntryRow, "id" | "kind">,
  /** The id of the version, and the authority to sign for an organisation if it was declared. */
  said: { shown: string; authority: Wording | null },
): Promise<ReaffirmOutcome> {
  const { id, textNumber } = letter.version;
  if (said.shown !== id) return "text-changed";
  const isOrganisation = entry.kind === "organisation";
  if (isOrganisation && said.authority === null) return "no-authority";
  const authorityHash = said.authority && (await rememberWording(deps, said.authority));
  const now = deps.clock.now();
  const isShown = { id: letter.id, currentVersionId: id, state: "open" };
  const isNotOver = { OR: [{ closesAt: null }, { closesAt: { gt: now } }] };
  const moved = await move(
    deps.db,
    { id: entry.id, textNumber: { not: textNumber }, letter: { ...isShown, ...isNotOver } },
    "reaffirm",
    { by: BY_SIGNATORY, at: now },
    { letterVersionId: id, consentAt: now, ...(isOrganisation && { authorityHash }) },
  );
  if (moved.length === 0) {
    // Pressed twice, it was done by the first press.
    const done = { id: entry.id, letterVersionId: id };
    return (await deps.db.signature.count({ where: done })) > 0 ? "reaffirmed" : "impossible";
  }
  deps.log.info("signature.reaffirmed", { signature: entry.id });
  return "reaffirmed";
}
