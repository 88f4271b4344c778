import { type Account, may } from "../../accounts/account.ts";
import { giveBack, spend } from "../../accounts/mass/allowance.ts";
import { countToTell, tellOthers } from "../../accounts/mass/notices.ts";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { MOVES } from "../lifecycle.ts";
import { DECIDE_MAX, type DecisionRequest, type DecisionResult, decide } from "../queue/decide.ts";
import { type Decision, isFrom, moveOf } from "../queue/decisions.ts";
import { note } from "../queue/note.ts";
import { entryStates } from "../store.ts";
import { askToDecide } from "./ask.ts";

type DecideDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** The decisions that one person makes about so many entries in a day. */
const LIMITED: Partial<Record<Decision, "takedown" | "erase">> = {
  takedown: "takedown",
  erase: "erase",
};

/**
 * Decides entries of one letter within what one person may take down or erase in a day. What is
 * above is left as it is and listed in `skipped`: it waits for a second person, or for an hour. A
 * note on it stands at once.
 */
export async function decideWithinLimit(
  deps: DecideDeps,
  account: Account,
  letter: Letter,
  request: DecisionRequest,
): Promise<DecisionResult> {
  const act = LIMITED[request.decision];
  const name = moveOf(request.decision, request.seenIn);
  if (act === undefined || !may(account, MOVES[name].who, letter.id)) {
    return await decide(deps, account, letter, request);
  }
  const at = deps.clock.now();
  const ids = [...new Set(request.ids)].slice(0, DECIDE_MAX);
  const could = await decidable(deps, letter, request, ids);
  const doing = { accountId: account.id, act, at };
  const { granted, inDay } = await spend(deps, doing, { most: could.length, least: 0 });
  const above = could.slice(granted);
  const within = ids.filter((id) => !above.includes(id));
  const result = await decide(deps, account, letter, { ...request, ids: within }, at);
  const count = result.decided.length;
  await giveBack(deps, doing, granted - count);
  const told = countToTell({ count, inDay: inDay - (granted - count) });
  if (told > 0) await tellOthers(deps, { letterId: letter.id, by: account.id, act, count: told });
  if (above.length === 0) return result;
  const { seenIn, seenAt, reason } = request;
  const payload = { ids: above, seenIn, seenAt: seenAt?.toISOString() ?? null, reason };
  const why = await askToDecide(deps, account, letter, { act, payload });
  if (request.note !== null) await note(deps, account, letter, { ids: above, text: request.note });
  return { ...result, skipped: [...result.skipped, ...above.map((id) => ({ id, why }))] };
}

/** Those of some entries that the decision can move, as they stand now. */
async function decidable(
  { db }: DecideDeps,
  letter: Letter,
  { decision, seenIn }: DecisionRequest,
  ids: readonly string[],
): Promise<string[]> {
  const name = moveOf(decision, seenIn);
  return await inSlices(db, ids, async (slice) => {
    const states = await entryStates(db, letter.id, slice);
    return slice.filter((id) => {
      const entry = states.get(id);
      return entry !== undefined && !entry.isErased && isFrom(name, entry.state);
    });
  });
}
