import type { PreviewedLetter } from "../../../views/desk/editor.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import { findIntricacy } from "../../letters/intricacy.ts";
import {
  LETTER_FIELDS,
  type LetterError,
  type LetterErrors,
  type LetterField,
  type LetterForm,
} from "../../letters/letter-form.ts";
import {
  findForbidden,
  LETTER_LENGTH_MAX,
  languageOf,
  lineFeeds,
  tidyBody,
} from "../../letters/letter-limits.ts";
import { sentencesOf } from "../../shared/form-errors.ts";

export type TypedLetter = Record<LetterField, string>;

/** What was typed, for the same form again. */
export function typedLetter(fields: Readonly<Record<string, string>>): TypedLetter {
  const typed = (name: LetterField) => fields[name] ?? "";
  return {
    title: typed("title"),
    slug: typed("slug"),
    body: typed("body"),
    closing: typed("closing"),
    language: typed("language"),
    publisher: typed("publisher"),
    author: typed("author"),
    published: typed("published"),
    tags: typed("tags"),
    summary: typed("summary"),
  };
}

export function formLetter(letter: LetterForm): TypedLetter {
  return {
    ...letter,
    slug: "",
    author: letter.author ?? "",
    summary: letter.summary ?? "",
    published: letter.published?.toISOString().slice(0, 10) ?? "",
    tags: letter.tags.join(", "),
  };
}

/** A letter as it will look, from whatever was typed so far; null if nothing was. */
export async function previewLetter(
  deps: Pick<Deps, "letterTexts">,
  { title, body, closing, language }: TypedLetter,
): Promise<PreviewedLetter | null> {
  if (`${title}${body}`.trim() === "") return null;
  return await renderedLetter(deps, {
    title,
    closing,
    body: tidyBody(body).slice(0, LETTER_LENGTH_MAX.body),
    language: languageOf(language) ?? "en",
  });
}

/** A letter with its text as the safe HTML that the public page shows. */
export async function renderedLetter(
  deps: Pick<Deps, "letterTexts">,
  letter: Pick<LetterForm, "title" | "body" | "closing" | "language">,
): Promise<PreviewedLetter> {
  const { html, dropped } = await deps.letterTexts(letter.body, letter.language);
  return { ...letter, textHtml: html, dropped };
}

/** A sentence for each bad field of what was typed, in the order of the form. */
export function letterSentences(
  words: Words,
  errors: LetterErrors,
  typed: Pick<TypedLetter, "body">,
): Record<string, string> {
  return sentencesOf(LETTER_FIELDS, errors, (error) => sentenceOf(words, error, typed));
}

function sentenceOf(words: Words, error: LetterError, { body }: Pick<TypedLetter, "body">): string {
  if (error === "body-characters") {
    const { line = 1, character = "" } = findForbidden(body) ?? {};
    return words("editor.error-body-characters", { line, character });
  }
  if (error !== "body-nested" && error !== "body-marked-up") return words(`editor.error-${error}`);
  return words(`editor.error-${error}`, { line: findIntricacy(lineFeeds(body))?.line ?? 1 });
}
