import { z } from "zod";
import { firstErrors } from "../shared/first-errors.ts";
import { formatEmailAddress, parseEmailAddress } from "../shared/text/email-address.ts";
import { LETTER_LENGTH_MAX } from "./letter-file.ts";
import { plainLine } from "./plain-line.ts";

/** The bounds of the limit for one client: a whole conference shares one address. */
export const SUBMISSIONS_MAX_BOUNDS = { min: 1, max: 1_000 } as const;

/** What can be wrong with the settings of a letter. */
const SETTINGS_ERRORS = ["long", "characters", "email", "moment", "number"] as const;

export type SettingsError = (typeof SETTINGS_ERRORS)[number];

/** The fields of the settings, in the order of the form. */
export const SETTINGS_FIELDS = [
  "controller",
  "contact",
  "replyTo",
  "closesAt",
  "listed",
  "noindex",
  "showsVerification",
  "affiliationsNote",
  "showsFigures",
  "submissionsPerClientMax",
] as const;

export type SettingsField = (typeof SETTINGS_FIELDS)[number];

export type SettingsErrors = Partial<Record<SettingsField, SettingsError>>;

const settingsError = z.enum(SETTINGS_ERRORS).catch("characters");

function optionalLine(lengthMax: number) {
  return plainLine(lengthMax, "long").transform((text) => text || null);
}

const optionalEmail = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const address = parseEmailAddress(text.trim());
    if (address !== null) return formatEmailAddress(address);
    context.addIssue("email");
    return z.NEVER;
  });

/** A minute such as 2026-12-31T18:00, in UTC. Browsers send seconds if they are not zero. */
const optionalMoment = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const [, minute] =
      /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text.trim()) ?? [];
    const date = new Date(`${minute?.replace(" ", "T")}:00.000Z`);
    if (minute !== undefined && !Number.isNaN(date.getTime())) return date;
    context.addIssue("moment");
    return z.NEVER;
  });

const tick = z
  .string()
  .optional()
  .transform((value) => value === "on");

const settingsSchema = z.object({
  controller: optionalLine(LETTER_LENGTH_MAX.controller),
  contact: optionalLine(LETTER_LENGTH_MAX.contact),
  replyTo: optionalEmail,
  closesAt: optionalMoment,
  listed: tick,
  noindex: tick,
  showsVerification: tick,
  affiliationsNote: tick,
  showsFigures: tick,
  submissionsPerClientMax: z
    .string("number")
    .trim()
    .regex(/^\d{1,6}$/, "number")
    .transform(Number)
    .pipe(
      z
        .number()
        .min(SUBMISSIONS_MAX_BOUNDS.min, "number")
        .max(SUBMISSIONS_MAX_BOUNDS.max, "number"),
    ),
});

/** Who answers for a letter, how long it is open, and how it is shown. */
export type LetterSettings = z.infer<typeof settingsSchema>;

export function parseSettingsForm(
  fields: Readonly<Record<string, string>>,
): { ok: true; settings: LetterSettings } | { ok: false; errors: SettingsErrors } {
  const parsed = settingsSchema.safeParse(fields);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const errors = firstErrors(parsed.error, SETTINGS_FIELDS, (text) => settingsError.parse(text));
  return { ok: false, errors };
}
