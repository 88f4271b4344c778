import { z } from "zod";
import { firstErrors } from "../shared/form-errors.ts";
import { formatEmailAddress, parseEmailAddress } from "../shared/text/email-address.ts";
import { endOfDay, momentOf, timeTyped, timeZoneOf } from "../shared/time-zone.ts";
import { LETTER_LENGTH_MAX } from "./letter-limits.ts";
import { plainLine } from "./plain-line.ts";

/** The bounds of the limit for one client: a whole conference shares one address. */
export const SUBMISSIONS_MAX_BOUNDS = { min: 1, max: 1_000 } as const;

/** The bounds of how many signatories campaigners hope for. */
export const GOAL_BOUNDS = { min: 1, max: 999_999 } as const;

/** The bounds of how many months something is kept. */
export const MONTHS_KEPT_BOUNDS = { min: 1, max: 24 } as const;

/** What can be wrong with the settings of a letter. */
const SETTINGS_ERRORS = ["long", "characters", "email", "moment", "time-zone", "number"] as const;

export type SettingsError = (typeof SETTINGS_ERRORS)[number];

/** The fields of the settings, in the order of the form. */
export const SETTINGS_FIELDS = [
  "controller",
  "contact",
  "replyTo",
  "closesAt",
  "timeZone",
  "listed",
  "noindex",
  "showsVerification",
  "affiliationsNote",
  "showsFigures",
  "goal",
  "submissionsPerClientMax",
  "contactMonths",
  "rejectedMonths",
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

/**
 * A minute such as 2026-12-31T18:00 on some clock, as if it showed UTC; a day alone is its last
 * minute. Browsers send seconds if they are not zero.
 */
const optionalMoment = z
  .string()
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const [, day, time = "23:59"] =
      /^([\d-]{10})(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?$/.exec(text.trim()) ?? [];
    const date = timeTyped(`${day}T${time}`);
    if (date !== null) return date;
    context.addIssue("moment");
    return z.NEVER;
  });

/** On the clocks of a time zone, in which 23:59 is the end of the day, and so is a day alone. */
function inZone({ closesAt: shown, timeZone, ...rest }: z.infer<typeof settingsFields>) {
  if (shown === null) return { ...rest, timeZone, closesAt: null };
  const isEnd = shown.toISOString().slice(11, 16) === "23:59";
  const day = new Date(`${shown.toISOString().slice(0, 10)}T00:00:00.000Z`);
  const closesAt = isEnd ? endOfDay(timeZone, day) : momentOf(timeZone, shown);
  return { ...rest, timeZone, closesAt };
}

const tick = z
  .string()
  .optional()
  .transform((value) => value === "on");

function wholeNumber({ min, max }: { min: number; max: number }) {
  return z
    .string("number")
    .trim()
    .regex(/^\d{1,6}$/, "number")
    .transform(Number)
    .pipe(z.number().min(min, "number").max(max, "number"));
}

function optionalNumber(bounds: { min: number; max: number }) {
  return z
    .string()
    .default("")
    .transform((text, context) => {
      if (text.trim() === "") return null;
      const parsed = wholeNumber(bounds).safeParse(text);
      if (parsed.success) return parsed.data;
      context.addIssue("number");
      return z.NEVER;
    });
}

const settingsFields = z.object({
  controller: optionalLine(LETTER_LENGTH_MAX.controller),
  contact: optionalLine(LETTER_LENGTH_MAX.contact),
  replyTo: optionalEmail,
  closesAt: optionalMoment,
  timeZone: z
    .string()
    .default("")
    .transform((name, context) => {
      const timeZone = timeZoneOf(name.trim() || "UTC");
      if (timeZone !== null) return timeZone;
      context.addIssue("time-zone");
      return z.NEVER;
    }),
  listed: tick,
  noindex: tick,
  showsVerification: tick,
  affiliationsNote: tick,
  showsFigures: tick,
  goal: optionalNumber(GOAL_BOUNDS),
  submissionsPerClientMax: wholeNumber(SUBMISSIONS_MAX_BOUNDS),
  contactMonths: wholeNumber(MONTHS_KEPT_BOUNDS),
  rejectedMonths: wholeNumber(MONTHS_KEPT_BOUNDS),
});

const settingsSchema = settingsFields.transform(inZone);

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
