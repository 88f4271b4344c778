import { diffArrays } from "diff";
import type {
  Difference,
  DifferencePart,
  DifferenceRun,
  DifferenceSentence,
} from "../../shared/text/difference.ts";
import { segmenterFor } from "../../shared/text/segmenter.ts";
import type { VersionText } from "./add.ts";
import { markWords } from "./mark-words.ts";
import { pairSimilar, type Step } from "./pair-similar.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";

/** How many sentences may differ, taken out and added; the work grows with the square. */
const SENTENCES_MAX = 400;

/** How a text differs from the one before it, by sentence and, within similar ones, by word. */
export function differenceBetween(before: VersionText, after: VersionText): Difference {
  const steps = stepsBetween(sentencesOf(before), sentencesOf(after));
  if (steps === null) return { isReplaced: true, parts: [] };
  const segmenter = segmenterFor(after.language, "word");
  const parts = byBlock(steps).map((block) => partOf(block, segmenter));
  return { isReplaced: false, parts };
}

function stepsBetween(before: Sentence[], after: Sentence[]): Step[] | null {
  const changes = diffArrays(before, after, {
    maxEditLength: SENTENCES_MAX,
    comparator: (one, other) => one.key === other.key,
  });
  if (changes === undefined) return null;
  const steps: Step[] = [];
  let [old, now] = [0, 0];
  let removed: Sentence[] = [];
  for (const { added, removed: isRemoved, count } of changes) {
    const olds = added ? [] : before.slice(old, old + count);
    const nows = isRemoved ? [] : after.slice(now, now + count);
    old += olds.length;
    now += nows.length;
    if (isRemoved) {
      removed = olds;
      continue;
    }
    if (added) steps.push(...pairSimilar(removed, nows));
    else {
      steps.push(...pairSimilar(removed, []));
      for (const [index, sentence] of nows.entries()) {
        steps.push({ before: olds[index] ?? null, after: sentence });
      }
    }
    removed = [];
  }
  return [...steps, ...pairSimilar(removed, [])];
}

/** The steps of each block together: a block that lost some sentences is still the same block. */
function byBlock(steps: readonly Step[]): Step[][] {
  const became = new Map<number, number>();
  for (const { before, after } of steps) {
    if (before !== null && after !== null && !became.has(before.block)) {
      became.set(before.block, after.block);
    }
  }
  const blockOf = ({ before, after }: Step): string => {
    const kind = (after ?? before)?.kind ?? "";
    if (kind === "title" || kind === "closing") return kind;
    const block = after?.block ?? became.get(before?.block ?? -1);
    return block === undefined ? `before ${before?.block}` : `after ${block}`;
  };
  const blocks: Step[][] = [];
  let current = "";
  for (const step of steps) {
    const block = blockOf(step);
    if (block !== current) blocks.push([]);
    blocks.at(-1)?.push(step);
    current = block;
  }
  return blocks;
}

function partOf(steps: readonly Step[], segmenter: Intl.Segmenter): DifferencePart {
  const runs: { change: DifferenceRun["change"]; sentences: DifferenceSentence[] }[] = [];
  const add = (change: DifferenceRun["change"], sentence: DifferenceSentence) => {
    const last = runs.at(-1);
    if (last?.change === change) last.sentences.push(sentence);
    else runs.push({ change, sentences: [sentence] });
  };
  for (const { before, after } of steps) {
    if (before?.key === after?.key && after !== null) add("same", plain(after));
    else if (before !== null && after !== null) {
      const marked = markWords(before.text, after.text, segmenter);
      add("removed", marked.before);
      add("added", marked.after);
    } else if (before !== null) add("removed", plain(before));
    else if (after !== null) add("added", plain(after));
  }
  const [before] = steps.flatMap((step) => step.before ?? []);
  const [after] = steps.flatMap((step) => step.after ?? []);
  const marker = (after ?? before)?.marker ?? null;
  const former = before?.marker ?? null;
  return {
    kind: (after ?? before)?.kind ?? "paragraph",
    marker,
    formerMarker: former === marker ? null : former,
    runs,
  };
}

function plain({ text }: Sentence): DifferenceSentence {
  return [{ text, isMarked: false }];
}
