import type { Context } from "hono";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import { countsOf, decidedToday } from "../../signatures/queue/counts.ts";
import { QUEUE_STATES } from "../../signatures/queue/order.ts";
import { frameFor, type StaffEnv } from "../page.ts";

/** What the line above the queue says now, in words, by the names that it has in the page. */
export async function numbersNow(c: Context<StaffEnv>, deps: Deps, letterId: string) {
  const { words } = frameFor(deps);
  const names = await staffNames(deps);
  const [{ counts, aside }, today] = await Promise.all([
    countsOf(deps, letterId),
    decidedToday(deps, letterId, { own: c.get("account").id, staff: [...names.keys()] }),
  ]);
  return {
    ...Object.fromEntries(QUEUE_STATES.map((state) => [state, words.number(counts[state])])),
    aside: aside === 0 ? null : words("queue.aside-count", { count: aside }),
    today: words("queue.today", today),
  };
}
