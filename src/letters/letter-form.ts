import { z } from "zod";
import { firstErrors } from "../shared/form-errors.ts";
import { slugOf } from "../shared/text/slug.ts";
import { hasControlCharacters, tidyLine } from "../shared/text/text.ts";
import { timeTyped } from "../shared/time-zone.ts";
import { findIntricacy } from "./intricacy.ts";
import {
  findForbidden,
  LETTER_LENGTH_MAX,
  languageOf,
  SLUG,
  TAGS_MAX,
  tidyBody,
  tidyClosing,
} from "./letter-limits.ts";
import { plainLine } from "./plain-line.ts";

/** What can be wrong with the form of a letter. Each has its own sentence in the catalogues. */
const LETTER_ERRORS = [
  "title-missing",
  "title-long",
  "slug-missing",
  "slug-invalid",
  "slug-taken",
  "language-invalid",
  "publisher-missing",
  "publisher-long",
  "published-invalid",
  "body-missing",
  "body-long",
  "body-nested",
  "body-marked-up",
  "body-characters",
  "closing-long",
  "author-long",
  "summary-long",
  "tags-invalid",
  "characters",
] as const;

export type LetterError = (typeof LETTER_ERRORS)[number];

/** The fields of the form of a letter, in the order of the form. */
export const LETTER_FIELDS = [
  "title",
  "slug",
  "body",
  "closing",
  "language",
  "publisher",
  "author",
  "published",
  "tags",
  "summary",
] as const;

export type LetterField = (typeof LETTER_FIELDS)[number];

export type LetterErrors = Partial<Record<LetterField, LetterError>>;

/** A day such as 2026-05-01, as midnight UTC; null if nothing was typed. */
const optionalDay = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const day = text.trim();
    const date = day.length === "2026-05-01".length ? timeTyped(day) : null;
    if (date !== null) return date;
    context.addIssue("published-invalid");
    return z.NEVER;
  });

const tagList = z
  .string()
  .default("")
  .pipe(z.string().max(2 * TAGS_MAX * LETTER_LENGTH_MAX.tag, "tags-invalid"))
  .transform((text) => [...new Set(text.split(",").map(tidyLine))].filter((tag) => tag !== ""))
  .pipe(
    z.array(z.string().max(LETTER_LENGTH_MAX.tag, "tags-invalid")).max(TAGS_MAX, "tags-invalid"),
  );

const letterSchema = z.object({
  title: plainLine(LETTER_LENGTH_MAX.title, "title-long").pipe(z.string().min(1, "title-missing")),
  body: z
    .string()
    .default("")
    .transform(tidyBody)
    .pipe(z.string().min(1, "body-missing").max(LETTER_LENGTH_MAX.body, "body-long"))
    .superRefine((body, context) => {
      // Only what is short enough: the longest form would take long.
      const intricacy = body.length > LETTER_LENGTH_MAX.body ? null : findIntricacy(body);
      if (intricacy !== null) context.addIssue(`body-${intricacy.problem}`);
      if (findForbidden(body) !== null) context.addIssue("body-characters");
    }),
  closing: z
    .string()
    .default("")
    .transform(tidyClosing)
    .pipe(
      z
        .string()
        .max(LETTER_LENGTH_MAX.closing, "closing-long")
        .refine((closing) => !closing.split("\n").some(hasControlCharacters), "characters"),
    ),
  language: z
    .string()
    .default("")
    .transform((tag, context) => {
      const language = languageOf(tidyLine(tag));
      if (language !== null) return language;
      context.addIssue("language-invalid");
      return z.NEVER;
    }),
  publisher: plainLine(LETTER_LENGTH_MAX.publisher, "publisher-long").pipe(
    z.string().min(1, "publisher-missing"),
  ),
  author: plainLine(LETTER_LENGTH_MAX.publisher, "author-long").transform((name) => name || null),
  published: optionalDay,
  tags: tagList,
  summary: plainLine(LETTER_LENGTH_MAX.summary, "summary-long").transform((text) => text || null),
});

const slug = z
  .string()
  .min(1, "slug-missing")
  .max(LETTER_LENGTH_MAX.slug, "slug-invalid")
  .regex(SLUG, "slug-invalid");

/** What the form of a letter holds: what the letter says, and who publishes it. */
export type LetterForm = z.infer<typeof letterSchema>;

type Parsed<Form> = { ok: true; form: Form } | { ok: false; errors: LetterErrors };

/** Reads the form that changes a letter. */
export function parseLetterForm(fields: Readonly<Record<string, string>>): Parsed<LetterForm> {
  const parsed = letterSchema.safeParse(fields);
  return parsed.success
    ? { ok: true, form: parsed.data }
    : { ok: false, errors: errorsOf(parsed.error) };
}

/** Reads the form that makes a letter; if no name for its address is given, the title makes one. */
export function parseNewLetterForm(
  fields: Readonly<Record<string, string>>,
): Parsed<LetterForm & { slug: string }> {
  const typed = (fields["slug"] ?? "").trim();
  const given = typed === "" ? slugOf(fields["title"] ?? "") : typed;
  const parsed = letterSchema.extend({ slug }).safeParse({ ...fields, slug: given });
  return parsed.success
    ? { ok: true, form: parsed.data }
    : { ok: false, errors: errorsOf(parsed.error) };
}

/** Reads the name for an address; null if it cannot be one. */
export function parseSlug(text: string): string | null {
  return slug.safeParse(text.trim()).data ?? null;
}

const letterError = z.enum(LETTER_ERRORS).catch("characters");

function errorsOf(error: z.ZodError): LetterErrors {
  return firstErrors(error, LETTER_FIELDS, (message) => letterError.parse(message));
}
