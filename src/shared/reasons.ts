import { z } from "zod";

/** Why an entry was rejected or taken down. Each has a sentence for staff and one for its mail. */
export const REASONS = [
  "not-genuine",
  "no-authority",
  "duplicate",
  "incomplete",
  "offensive",
  "own-request",
  "other",
] as const;

export type Reason = (typeof REASONS)[number];

export function isReason(text: string): text is Reason {
  return REASONS.some((reason) => reason === text);
}

const sentencesSchema = z.record(z.string(), z.string());

/** What is mailed about a reason, by language. */
export type Sentences = Readonly<Record<string, string>>;

/** A letter's own sentences for a reason, as a row keeps them. */
export function parseSentences(json: string | null): Sentences {
  return json === null ? {} : sentencesSchema.parse(JSON.parse(json));
}

/** A letter's own sentence, in the first of these languages that has one; null if none has. */
export function sentenceIn(json: string | null, languages: readonly string[]): string | null {
  const sentences = parseSentences(json);
  const language = languages.find((one) => (sentences[one] ?? "") !== "");
  return language === undefined ? null : (sentences[language] ?? null);
}
