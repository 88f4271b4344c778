import { diffArrays } from "diff";
import type { VersionText } from "./add.ts";
import { shownText } from "./shown.ts";
import { type Word, wordsOf } from "./words.ts";

export type Change = "none" | "typographical" | "small" | "substantial";

/** How many words a small change touches. */
const SMALL_WORDS_MAX = 3;

type Hunk = { removed: readonly Word[]; added: readonly Word[] };

/**
 * What a change of a text is to those who signed the one before: substantial unless proved
 * otherwise. It is *typographical* if all words stay, in their order and places, but for case,
 * marks, punctuation and spaces; *small* if at most three others were added, taken out or replaced,
 * none of them with a digit. What is compared is what is shown, not its Markdown.
 */
export function changeBetween(before: VersionText, after: VersionText): Change {
  const [old, now] = [shownText(before), shownText(after)];
  if (!isEqualList(old.structure, now.structure)) return "substantial";
  const hunks = hunksBetween(wordsOf(old), wordsOf(now));
  if (hunks === null) return "substantial";
  if (hunks.length > 0) return isSmall(hunks) ? "small" : "substantial";
  return isEqualText(before, after) ? "none" : "typographical";
}

function isEqualText(before: VersionText, after: VersionText): boolean {
  const parts = (text: VersionText) => [text.title, text.body, text.closing, text.language];
  return isEqualList(parts(before), parts(after));
}

function isEqualList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

/** Where two lists of words differ; null if by more than a small change can. */
function hunksBetween(before: readonly Word[], after: readonly Word[]): Hunk[] | null {
  const changes = diffArrays([...before], [...after], {
    maxEditLength: 2 * SMALL_WORDS_MAX,
    comparator: (one, other) => one.key === other.key && one.place === other.place,
  });
  if (changes === undefined) return null;
  const hunks: { removed: Word[]; added: Word[] }[] = [];
  let isWithin = false;
  for (const { added, removed, value } of changes) {
    const isChanged = added || removed;
    if (isChanged && !isWithin) hunks.push({ removed: [], added: [] });
    if (isChanged) hunks.at(-1)?.[removed ? "removed" : "added"].push(...value);
    isWithin = isChanged;
  }
  return hunks;
}

function isSmall(hunks: readonly Hunk[]): boolean {
  const words = hunks.reduce(
    (sum, { removed, added }) => sum + Math.max(weightOf(removed), weightOf(added)),
    0,
  );
  return words <= SMALL_WORDS_MAX && !isMoved(hunks) && hunks.every(isWithinOnePlace);
}

function weightOf(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + word.weight, 0);
}

/** Whether a word that was taken out at one place stands at another now. */
function isMoved(hunks: readonly Hunk[]): boolean {
  const added = new Set(hunks.flatMap((hunk) => hunk.added.map((word) => word.key)));
  return hunks.some((hunk) => hunk.removed.some((word) => added.has(word.key)));
}

/** Whether only plain words changed, which stay in one place and are neither joined nor split. */
function isWithinOnePlace({ removed, added }: Hunk): boolean {
  const words = [...removed, ...added];
  const places = new Set(words.map((word) => word.place));
  return (
    places.size === 1 &&
    !words.some((word) => word.isFixed) &&
    !isJoined(removed, added) &&
    !isJoined(added, removed)
  );
}

/** Whether some of these words, put together, are one of the others. */
function isJoined(apart: readonly Word[], joined: readonly Word[]): boolean {
  return apart.some((_, first) =>
    apart.slice(first + 1).some((_, index) => {
      const together = apart.slice(first, first + index + 2).map((word) => word.key);
      return joined.some((word) => word.key === together.join(""));
    }),
  );
}

/** Whether who signed a text stands under what it was changed to. */
export function saysTheSame(change: Change): change is "none" | "typographical" {
  return change === "none" || change === "typographical";
}
