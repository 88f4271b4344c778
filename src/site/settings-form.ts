import { z } from "zod";
import { findIntricacy } from "../letters/intricacy.ts";
import { findForbidden, LETTER_LENGTH_MAX, tidyBody } from "../letters/letter-limits.ts";
import { optionalColour, optionalUrl } from "../letters/look/look-form.ts";
import { plainLine } from "../letters/plain-line.ts";
import { firstErrors } from "../shared/form-errors.ts";
import type { Site } from "../shared/pages/site.ts";
import { isSenderName, SENDER_NAME_LENGTH_MAX } from "../shared/text/sender.ts";

/** What can be wrong with the settings of the site. Each has its own sentence in the catalogues. */
const SITE_ERRORS = [
  "name-long",
  "name-address",
  "link-long",
  "text-missing",
  "url-missing",
  "url",
  "colour",
  "contrast",
  "about-long",
  "about-nested",
  "about-marked-up",
  "characters",
] as const;

export type SiteError = (typeof SITE_ERRORS)[number];

/** The fields of the settings, in the order of the form. */
export const SITE_FIELDS = [
  "name",
  "colour",
  "imprintText",
  "imprintUrl",
  "privacyText",
  "privacyUrl",
  "about",
] as const;

export type SiteField = (typeof SITE_FIELDS)[number];

export type SiteErrors = Partial<Record<SiteField, SiteError>>;

/** What the form says, besides the images. */
export type SiteForm = Pick<Site, "name" | "colour" | "imprint" | "privacy" | "about">;

/** The longest words of a link in the footer. */
const LINK_TEXT_LENGTH_MAX = 60;

const linkText = plainLine(LINK_TEXT_LENGTH_MAX, "link-long").transform((text) => text || null);

const siteSchema = z
  .object({
    name: plainLine(SENDER_NAME_LENGTH_MAX, "name-long")
      .refine(isSenderName, "name-address")
      .transform((text) => text || null),
    colour: optionalColour,
    imprintText: linkText,
    imprintUrl: optionalUrl,
    privacyText: linkText,
    privacyUrl: optionalUrl,
    about: z
      .string()
      .default("")
      .transform(tidyBody)
      .pipe(z.string().max(LETTER_LENGTH_MAX.body, "about-long"))
      .superRefine((about, context) => {
        // Only what is short enough: the longest form would take long.
        const isShort = about.length <= LETTER_LENGTH_MAX.body;
        const intricacy = isShort ? findIntricacy(about) : null;
        if (intricacy !== null) context.addIssue(`about-${intricacy.problem}`);
        if (findForbidden(about) !== null) context.addIssue("characters");
      })
      .transform((text) => text || null),
  })
  .superRefine((form, context) => {
    for (const what of ["imprint", "privacy"] as const) {
      const [text, url] = [form[`${what}Text`], form[`${what}Url`]];
      if (text === null && url !== null)
        context.addIssue({ code: "custom", message: "text-missing", path: [`${what}Text`] });
      if (text !== null && url === null)
        context.addIssue({ code: "custom", message: "url-missing", path: [`${what}Url`] });
    }
  });

const siteError = z.enum(SITE_ERRORS).catch("characters");

export function parseSiteForm(
  fields: Readonly<Record<string, string>>,
): { ok: true; form: SiteForm } | { ok: false; errors: SiteErrors } {
  const parsed = siteSchema.safeParse(fields);
  if (!parsed.success) {
    const errors = firstErrors(parsed.error, SITE_FIELDS, (text) => siteError.parse(text));
    return { ok: false, errors };
  }
  const { name, colour, about, ...links } = parsed.data;
  const imprint = linkOf(links.imprintText, links.imprintUrl);
  const privacy = linkOf(links.privacyText, links.privacyUrl);
  return { ok: true, form: { name, colour, about, imprint, privacy } };
}

function linkOf(text: string | null, url: string | null) {
  return text === null || url === null ? null : { text, url };
}
