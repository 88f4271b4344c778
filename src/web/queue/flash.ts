import type { Context } from "hono";
import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import type { QueueFlash } from "../../../views/queue/flash.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { isOneOf, STATES, type State, UNDECIDED_STATES } from "../../signatures/lifecycle.ts";
import { DECIDE_MAX, type DecisionResult, type SkipReason } from "../../signatures/queue/decide.ts";
import { DECISION_NAMES } from "../../signatures/queue/decisions.ts";
import { lookAt } from "../../signatures/queue/look-closer.ts";
import { undoableOf } from "../../signatures/queue/undo.ts";
import type { StaffEnv } from "../page.ts";
import { evidenceLine } from "./row.ts";

/** Why an entry was left as it is, other than its state. */
const OTHER_REASONS = [
  "changed",
  "erased",
  "unknown",
  "letter-closed",
  "look-closer",
  "too-late",
  "not-yours",
  "second-person",
  "after-delay",
  "too-many-waiting",
] as const satisfies Exclude<SkipReason, State>[];

/** What can be asked of the queue: a decision, its undoing, a note alone. */
export const QUEUE_ACTS = [...DECISION_NAMES, "undo", "note"] as const;

/** A uuid, and the point after it. */
const ID_LENGTH = 37;

/** What the last decision did, as it travels in the address: codes and counts, never a name. */
export const flashQuerySchema = z.object({
  done: z.enum(QUEUE_ACTS).nullable().catch(null),
  /** When it was made, in epoch ms: this finds the entries that can still be undone. */
  at: z.coerce.number().int().positive().max(8.64e15).nullable().catch(null),
  count: z.coerce.number().int().min(0).max(1000).catch(0),
  skipped: z
    .string()
    .max(2000)
    .transform((list) => list.split(".").filter((code) => code !== ""))
    .pipe(z.array(z.enum([...STATES, ...OTHER_REASONS])))
    .catch([]),
  /** The entries that take a second press. */
  look: z
    .string()
    .max(DECIDE_MAX * ID_LENGTH)
    .transform((list) => list.split(".").filter((id) => id !== ""))
    .pipe(z.array(z.uuid()))
    .catch([]),
});

export type FlashQuery = z.infer<typeof flashQuerySchema>;

type OtherReason = (typeof OTHER_REASONS)[number];

export const noFlash: QueueFlash = {
  done: null,
  skipped: [],
  problem: null,
  undoable: [],
  waits: false,
  closer: [],
};

/** The parts of an address that say what a decision did. */
export function flashQuery(
  done: (typeof QUEUE_ACTS)[number],
  result: DecisionResult,
): Record<string, string> {
  const skipped = result.skipped.map(({ why }) => why).join(".");
  const at = String(result.at.getTime());
  const look = result.skipped.flatMap(({ id, why }) => (why === "look-closer" ? [id] : []));
  const count = String(result.decided.length);
  return { done, count, at, skipped, look: look.join(".") };
}

export function flashFrom(
  words: Words,
  query: FlashQuery,
  undoable: readonly string[],
  closer: QueueFlash["closer"],
): QueueFlash {
  // Those stand there by name, as far as they still wait.
  const left = query.skipped.filter((why) => why !== "look-closer");
  const skipped = [...new Set(left)].map((state) => ({
    state: skippedSentence(words, state),
    count: left.filter((other) => other === state).length,
  }));
  const done = query.done && { act: query.done, count: query.count };
  const waits = query.skipped.some((why) => why === "second-person" || why === "after-delay");
  return { done, skipped, problem: null, undoable, waits, closer };
}

const UNDOABLE_ACTS = ["approve", "reject", "later", "unpublish", "takedown"] as const;

/** The entries of the last decision that can still be undone. */
export async function undoableBy(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Pick<Letter, "id">,
  { done, at }: FlashQuery,
): Promise<string[]> {
  const canUndo = UNDOABLE_ACTS.some((act) => act === done);
  if (!canUndo || at === null) return [];
  return await undoableOf(deps, c.get("account"), letter.id, new Date(at));
}

/** The entries that take a second press still, each with the sentences why. */
export async function closerOf(
  deps: Pick<Deps, "db" | "keys">,
  words: Words,
  letterId: string,
  { look }: FlashQuery,
): Promise<QueueFlash["closer"]> {
  if (look.length === 0) return [];
  const { closer } = await lookAt(deps, letterId, look);
  return [...closer].map(([id, { name, evidence }]) => ({
    id,
    name,
    reasons: evidence.map((one) => evidenceLine(words, one).sentence),
  }));
}

export function skippedSentence(words: Words, why: SkipReason): string {
  if (isOtherReason(why)) return words(`queue.skipped-${why}`);
  const state = words(`queue.state-${why}`);
  return isOneOf(why, UNDECIDED_STATES)
    ? words("queue.skipped-not-possible", { state })
    : words("queue.skipped-state", { state });
}

function isOtherReason(why: SkipReason): why is OtherReason {
  return OTHER_REASONS.some((reason) => reason === why);
}
