import { z } from "zod";
import { firstErrors } from "../shared/first-errors.ts";
import { fold, tidyLine } from "../shared/text/text.ts";
import { findIntricacy } from "./intricacy.ts";
import { LANGUAGE, LETTER_LENGTH_MAX, SLUG, TAGS_MAX, tidyBody } from "./letter-file.ts";
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
  "closing-long",
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
  "published",
  "tags",
] as const;

export type LetterField = (typeof LETTER_FIELDS)[number];

export type LetterErrors = Partial<Record<LetterField, LetterError>>;

/** A day such as 2026-05-01, as midnight UTC; null if nothing was typed. */
const optionalDay = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const date = new Date(`${text.trim()}T00:00:00.000Z`);
    const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.trim());
    if (isDay) return date;
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
    }),
  closing: plainLine(LETTER_LENGTH_MAX.closing, "closing-long"),
  language: z
    .string()
    .default("")
    .transform(tidyLine)
    .pipe(z.string().regex(LANGUAGE, "language-invalid")),
  publisher: plainLine(LETTER_LENGTH_MAX.publisher, "publisher-long").pipe(
    z.string().min(1, "publisher-missing"),
  ),
  published: optionalDay,
  tags: tagList,
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

/** The name for an address that a title makes: empty if no character of it fits an address. */
export function slugOf(title: string): string {
  const words = fold(title).match(/[a-z0-9]+/g) ?? [];
  const isShort = (count: number) => words.slice(0, count).join("-").length <= SLUG_LENGTH_GIVEN;
  const count = words.findLastIndex((_, index) => isShort(index + 1)) + 1;
  return words.slice(0, Math.max(1, count)).join("-").slice(0, LETTER_LENGTH_MAX.slug);
}

/** The longest name made from a title: short enough to say on the telephone. */
const SLUG_LENGTH_GIVEN = 50;

const letterError = z.enum(LETTER_ERRORS).catch("characters");

function errorsOf(error: z.ZodError): LetterErrors {
  return firstErrors(error, LETTER_FIELDS, (message) => letterError.parse(message));
}
