import { z } from "zod";
import { firstErrors } from "../../shared/form-errors.ts";
import { CONTRAST_MIN, leastContrast, parseColour } from "../../shared/pages/accent.ts";
import { isSenderName, SENDER_NAME_LENGTH_MAX } from "../../shared/text/sender.ts";
import { LETTER_LENGTH_MAX } from "../letter-limits.ts";
import { plainLine } from "../plain-line.ts";

/** What can be wrong with the look of a letter. Each has its own sentence in the catalogues. */
const LOOK_ERRORS = [
  "link-long",
  "url",
  "colour",
  "contrast",
  "alt-long",
  "sender-long",
  "sender-address",
  "characters",
] as const;

export type LookError = (typeof LOOK_ERRORS)[number];

/** The fields of the form, in its order. */
export const LOOK_FIELDS = ["publisherUrl", "colour", "headerAlt", "senderName"] as const;

export type LookField = (typeof LOOK_FIELDS)[number];

export type LookErrors = Partial<Record<LookField, LookError>>;

/** The longest address of a page that a public page leads to. */
const URL_LENGTH_MAX = 300;

/** A colour that can be read on paper; on dark pages a lighter one of it is shown. */
export const optionalColour = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const colour = parseColour(text);
    if (colour !== null && leastContrast(colour, "light") >= CONTRAST_MIN) return colour;
    context.addIssue(colour === null ? "colour" : "contrast");
    return z.NEVER;
  });

/** An address that begins with https; null if nothing was typed. */
export const optionalUrl = plainLine(URL_LENGTH_MAX, "link-long").transform((text, context) => {
  if (text === "") return null;
  const url = URL.parse(text);
  if (url !== null && url.protocol === "https:" && url.username === "") return url.href;
  context.addIssue("url");
  return z.NEVER;
});

const lookSchema = z.object({
  publisherUrl: optionalUrl,
  colour: optionalColour,
  headerAlt: plainLine(LETTER_LENGTH_MAX.summary, "alt-long").transform((text) => text || null),
  senderName: plainLine(SENDER_NAME_LENGTH_MAX, "sender-long")
    .refine(isSenderName, "sender-address")
    .transform((text) => text || null),
});

/** How a letter looks, besides its images, and in whose name its mails come. */
export type LookForm = z.infer<typeof lookSchema>;

const lookError = z.enum(LOOK_ERRORS).catch("characters");

export function parseLookForm(
  fields: Readonly<Record<string, string>>,
): { ok: true; form: LookForm } | { ok: false; errors: LookErrors } {
  const parsed = lookSchema.safeParse(fields);
  if (parsed.success) return { ok: true, form: parsed.data };
  const errors = firstErrors(parsed.error, LOOK_FIELDS, (text) => lookError.parse(text));
  return { ok: false, errors };
}
