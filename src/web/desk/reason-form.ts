import {
  REASON_LABEL_LENGTH_MAX,
  REASON_SENTENCE_LENGTH_MAX,
  type ReasonText,
} from "../../letters/edit-reasons.ts";
import type { Sentences } from "../../shared/reasons.ts";
import {
  hasControlCharacters,
  hasLetter,
  isDamaged,
  lengthOf,
  tidyLine,
} from "../../shared/text/text.ts";

export type TypedReason = { label: string; sentences: Sentences; silent: boolean };

/** What was typed, on one line each. */
export function typedReason(
  fields: Readonly<Record<string, string>>,
  languages: readonly string[],
): TypedReason {
  const sentences = languages.map((language) => {
    return [language, tidyLine((fields[`sentence-${language}`] ?? "").replace(/\s+/g, " "))];
  });
  return {
    label: tidyLine(fields["label"] ?? ""),
    sentences: Object.fromEntries(sentences),
    silent: fields["silent"] === "on",
  };
}

/**
 * What a form says of a reason. A sentence that is the product's own is kept as nothing, so that it
 * follows later changes of the product's words. Sentences in languages that the form does not show
 * are kept.
 */
export function parseReasonText(
  typed: TypedReason,
  context: {
    standard: { label: string | null; sentences: Sentences };
    kept: Sentences;
    /** The letter's language: every reason has a sentence in it. */
    language: string;
  },
): { ok: true; text: ReasonText } | { ok: false; problem: "label" | "sentence" } {
  const { standard, kept, language } = context;
  const { label, silent } = typed;
  if (!hasLetter(label) || !isFit(label, REASON_LABEL_LENGTH_MAX)) {
    return { ok: false, problem: "label" };
  }
  const isLacking = (typed.sentences[language] ?? "") === "" && standard.label === null && !silent;
  const texts = Object.values(typed.sentences);
  if (isLacking || !texts.every((text) => isFit(text, REASON_SENTENCE_LENGTH_MAX))) {
    return { ok: false, problem: "sentence" };
  }
  const own = Object.entries({ ...kept, ...typed.sentences }).filter(
    ([name, text]) => text !== "" && text !== standard.sentences[name],
  );
  return {
    ok: true,
    text: {
      label: label === standard.label ? null : label,
      sentences: own.length === 0 ? null : Object.fromEntries(own),
      silent,
    },
  };
}

function isFit(text: string, lengthMax: number): boolean {
  return lengthOf(text) <= lengthMax && !hasControlCharacters(text) && !isDamaged(text);
}
