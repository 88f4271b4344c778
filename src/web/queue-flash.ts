import { z } from "zod";
import type { QueueFlash } from "../../views/queue.tsx";
import type { QueueDecision } from "../../views/queue-decision.tsx";
import type { Words } from "../../views/words.ts";
import { STATES } from "../signatures/lifecycle.ts";
import { DECISION_NAMES, type DecisionResult, type SkipReason } from "../signatures/moderate.ts";

/** What the last decision did, as it travels in the address: codes and counts, never a name. */
export const flashQuerySchema = z.object({
  done: z.enum(DECISION_NAMES).nullable().catch(null),
  count: z.coerce.number().int().min(0).max(1000).catch(0),
  skipped: z
    .string()
    .max(2000)
    .transform((list) => list.split(".").filter((code) => code !== ""))
    .pipe(z.array(z.enum([...STATES, "changed", "unknown", "letter-closed"])))
    .catch([]),
});

/** What the last decision did, read back. */
export type FlashQuery = z.infer<typeof flashQuerySchema>;

/** Nothing to say. */
export const noFlash: QueueFlash = { done: null, skipped: [], problem: null };

/** The parts of an address that say what a decision did. */
export function flashQuery(
  decision: QueueDecision,
  result: DecisionResult,
): Record<string, string> {
  const states = result.skipped.map(({ why }) => why);
  return { done: decision, count: String(result.decided.length), skipped: states.join(".") };
}

/** The same in words. */
export function flashFrom(words: Words, query: FlashQuery): QueueFlash {
  const skipped = [...new Set(query.skipped)].map((state) => ({
    state: skippedSentence(words, state),
    count: query.skipped.filter((other) => other === state).length,
  }));
  const done = query.done && { decision: query.done, count: query.count };
  return { done, skipped, problem: null };
}

/** States that no decision led to: the entry is where it was, and the decision does not fit. */
const UNDECIDED: readonly SkipReason[] = ["held", "unverified", "pending"];

/** Why an entry was left as it is. */
export function skippedSentence(words: Words, why: SkipReason): string {
  if (why === "unknown") return words("queue.skipped-unknown");
  if (why === "changed") return words("queue.skipped-changed");
  if (why === "letter-closed") return words("queue.skipped-letter-closed");
  const state = words(`queue.state-${why}`);
  return UNDECIDED.includes(why)
    ? words("queue.skipped-not-possible", { state })
    : words("queue.skipped-state", { state });
}
