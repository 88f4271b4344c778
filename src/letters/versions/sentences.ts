import type { DifferenceKind } from "../../shared/text/difference.ts";
import { segmenterFor } from "../../shared/text/segmenter.ts";
import { fold } from "../../shared/text/text.ts";
import type { VersionText } from "./add.ts";
import { LINE_BREAK, type ShownBlock, shownText } from "./shown.ts";

/** A sentence of a text, and the block that it stands in. */
export type Sentence = {
  text: string;
  /** What must be equal for it to be the same sentence. */
  key: string;
  kind: DifferenceKind;
  marker: string | null;
  /** The number of its block. */
  block: number;
};

/** The sentences of a text, in order, with the addresses of its links. */
export function sentencesOf(text: VersionText): Sentence[] {
  const segmenter = segmenterFor(text.language, "sentence");
  return shownText(text).blocks.flatMap((shown, block) => {
    const { kind, marker } = shown;
    return textsOf(shown, segmenter).map((sentence) => {
      return { text: sentence, key: `${kind} ${sentence}`, kind, marker, block };
    });
  });
}

function textsOf({ kind, spans }: ShownBlock, segmenter: Intl.Segmenter): string[] {
  const text = spans.map((span) => span.text).join("");
  const texts =
    kind === "code"
      ? text.split("\n").map((line) => line.trimEnd())
      : Array.from(segmenter.segment(onOneLine(text)), ({ segment }) => segment.trim());
  return texts.filter((sentence) => sentence !== "").map((sentence) => sentence.normalize("NFC"));
}

function onOneLine(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => line.replace(/\s+/g, " ").trim())
    .join(LINE_BREAK);
}

/** Counts the words of sentences once, and says how much two have in common, from 0 to 1. */
export function similarities(): (one: Sentence, other: Sentence) => number {
  const counted = new Map<Sentence, { counts: Map<string, number>; total: number }>();
  const countsOf = (sentence: Sentence) => {
    const known = counted.get(sentence);
    if (known !== undefined) return known;
    const words = fold(sentence.text).match(/\p{Script=Han}|[\p{L}\p{N}\p{M}]+/gu) ?? [];
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const found = { counts, total: words.length };
    counted.set(sentence, found);
    return found;
  };
  return (one, other) => {
    const [first, second] = [countsOf(one), countsOf(other)];
    let common = 0;
    for (const [word, count] of first.counts)
      common += Math.min(count, second.counts.get(word) ?? 0);
    return first.total + second.total === 0 ? 0 : (2 * common) / (first.total + second.total);
  };
}
