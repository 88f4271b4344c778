import { type Sentence, similarities } from "./sentences.ts";

/** A place in two texts: the same sentence, one that became another, or one that is in one only. */
export type Step = { before: Sentence | null; after: Sentence | null };

/** How much two sentences must have in common for one to be the other, changed. */
const SIMILAR_MIN = 0.5;

/**
 * Sentences that were taken out and those that came in their place, as pairs if they are similar,
 * in the order of both: of all such ways the one with the most in common.
 */
export function pairSimilar(removed: readonly Sentence[], added: readonly Sentence[]): Step[] {
  const best = bestSums(removed, added);
  const steps: Step[] = [];
  let [old, now] = [0, 0];
  while (old < removed.length || now < added.length) {
    const [before = null, after = null] = [removed[old], added[now]];
    const sum = best.sum(old, now);
    if (before !== null && (after === null || best.sum(old + 1, now) === sum)) {
      steps.push({ before, after: null });
      old += 1;
    } else if (before === null || best.sum(old, now + 1) === sum) {
      steps.push({ before: null, after });
      now += 1;
    } else {
      steps.push({ before, after });
      old += 1;
      now += 1;
    }
  }
  return steps;
}

/** How much the sentences from two places on can have in common, at most. */
function bestSums(removed: readonly Sentence[], added: readonly Sentence[]) {
  const width = added.length + 1;
  const sums = new Float64Array((removed.length + 1) * width);
  const sum = (old: number, now: number) => sums[old * width + now] ?? 0;
  const similarity = similarities();
  for (let old = removed.length - 1; old >= 0; old -= 1) {
    for (let now = added.length - 1; now >= 0; now -= 1) {
      const [before, after] = [removed[old], added[now]];
      const isKind = before !== undefined && after !== undefined && before.kind === after.kind;
      const alike = isKind ? similarity(before, after) : 0;
      const paired = alike < SIMILAR_MIN ? 0 : alike + sum(old + 1, now + 1);
      sums[old * width + now] = Math.max(paired, sum(old + 1, now), sum(old, now + 1));
    }
  }
  return { sum };
}
