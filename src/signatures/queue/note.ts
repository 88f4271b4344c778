import type { Account } from "../../accounts/account.ts";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { addNotes, entryStates } from "../store.ts";
import { DECIDE_MAX, type DecisionResult, VALUES_OF_NOTE } from "./decide.ts";

/** Adds a note to entries of a letter, and decides nothing. */
export async function note(
  deps: Pick<Deps, "db" | "clock">,
  account: Account,
  letter: Letter,
  request: { ids: readonly string[]; text: string },
): Promise<DecisionResult> {
  const at = deps.clock.now();
  const ids = [...new Set(request.ids)].slice(0, DECIDE_MAX);
  const noted = await inSlices(
    deps.db,
    ids,
    async (slice) => {
      const states = await entryStates(deps.db, letter.id, slice);
      const there = slice.filter((id) => states.has(id));
      await addNotes(deps.db, there, { accountId: account.id, text: request.text, at });
      return there;
    },
    VALUES_OF_NOTE,
  );
  const skipped = ids.filter((id) => !noted.includes(id));
  return { at, decided: noted, skipped: skipped.map((id) => ({ id, why: "unknown" })) };
}
