import { segmenterFor } from "./segmenter.ts";

/** What a preview shows of a text, in UTF-16 units: others cut what is longer in their own way. */
const LENGTH_MAX = 200;
/** Whole sentences shorter than this, such as an address to a minister, say too little. */
const LENGTH_MIN = 80;

/** The first sentences of a text; if the first is long, its first words and an ellipsis. */
export function firstSentences(text: string, language: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LENGTH_MAX) return line;
  const whole = takeWhile(line, segmenterFor(language, "sentence"), LENGTH_MAX).trim();
  if (whole.length >= LENGTH_MIN) return whole;
  const room = LENGTH_MAX - 1;
  const cut =
    takeWhile(line, segmenterFor(language, "word"), room) ||
    takeWhile(line, segmenterFor(language, "grapheme"), room);
  return `${cut.replace(/[\s\p{P}]+$/u, "")}…`;
}

/** The first segments of a text that have room together. */
function takeWhile(text: string, segmenter: Intl.Segmenter, room: number): string {
  for (const { index, segment } of segmenter.segment(text))
    if (index + segment.length > room) return text.slice(0, index);
  return text;
}

/** Texts as one, each a sentence with one mark at its end. */
export function asSentences(texts: readonly string[]): string {
  return texts.map((text) => (ENDS.test(text) ? text : `${text}.`)).join(" ");
}

/** The marks that end a sentence, in any script, and what may close a quotation after them. */
const ENDS = /[\p{Sentence_Terminal}\u2026:][\p{Pf}\p{Pe}"']*$/u;
