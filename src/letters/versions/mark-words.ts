import { diffArrays } from "diff";
import type { DifferenceSentence } from "../../shared/text/difference.ts";

/** How many words of a sentence are marked; if more differ, all of it does. */
const WORDS_MAX = 100;

type Piece = { text: string; isMarked: boolean };

/** Two similar sentences, with the words marked that are in one alone. */
export function markWords(
  before: string,
  after: string,
  segmenter: Intl.Segmenter,
): { before: DifferenceSentence; after: DifferenceSentence } {
  const wordsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: WORDS_MAX });
  if (changes === undefined) return { before: whole(before), after: whole(after) };
  const pieces = changes.flatMap(({ value, added, removed }) =>
    value.map((text) => ({ text, added, removed, isMarked: added || removed })),
  );
  return {
    before: joinMarked(pieces.filter((piece) => !piece.added)),
    after: joinMarked(pieces.filter((piece) => !piece.removed)),
  };
}

function whole(text: string): DifferenceSentence {
  return [{ text, isMarked: false }];
}

/** Pieces one after the other as one; a space is marked only between two that are. */
function joinMarked(pieces: readonly Piece[]): DifferenceSentence {
  const joined: Piece[] = [];
  for (const [index, { text, isMarked }] of pieces.entries()) {
    const isSpace = text.trim() === "";
    const isBetween = pieces[index - 1]?.isMarked === true && pieces[index + 1]?.isMarked === true;
    const marked = isSpace ? isBetween : isMarked;
    const last = joined.at(-1);
    if (last?.isMarked === marked) last.text += text;
    else joined.push({ text, isMarked: marked });
  }
  return joined;
}
