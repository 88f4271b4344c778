import type { PreviewedLetter } from "../../../views/desk/editor.tsx";
import { type Words, wordsFor } from "../../../views/page/words.ts";
import { LANGUAGE, LETTER_LENGTH_MAX, tidyBody } from "../../letters/letter-file.ts";
import {
  LETTER_FIELDS,
  type LetterErrors,
  type LetterField,
  type LetterForm,
} from "../../letters/letter-form.ts";
import { renderLetterText } from "../../letters/text.ts";

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
    published: typed("published"),
    tags: typed("tags"),
  };
}

export function formLetter(letter: LetterForm): TypedLetter {
  return {
    ...letter,
    slug: "",
    published: letter.published?.toISOString().slice(0, 10) ?? "",
    tags: letter.tags.join(", "),
  };
}

/** A letter as it will look, from whatever was typed so far; null if nothing was. */
export function previewLetter({ title, body, closing, language }: TypedLetter) {
  if (`${title}${body}`.trim() === "") return null;
  return renderedLetter({
    title,
    closing,
    body: tidyBody(body).slice(0, LETTER_LENGTH_MAX.body),
    language: LANGUAGE.test(language) ? language : "en",
  });
}

/** A letter with its text as the safe HTML that the public page shows. */
export function renderedLetter(
  letter: Pick<LetterForm, "title" | "body" | "closing" | "language">,
): PreviewedLetter {
  const words = wordsFor(letter.language);
  const pointLabel = (point: number) => words("letter.link-to-point", { point });
  return { ...letter, textHtml: renderLetterText(letter.body, pointLabel) };
}

/** A sentence for each bad field, in the order of the form. */
export function letterSentences(words: Words, errors: LetterErrors): Record<string, string> {
  const sentences = LETTER_FIELDS.flatMap((field) => {
    const error = errors[field];
    return error === undefined ? [] : [[field, words(`editor.error-${error}`)] as const];
  });
  return Object.fromEntries(sentences);
}
