import { z } from "zod";
import { CONTACT_DETAILS, contactDetailIn } from "../../shared/text/contact-details.ts";
import { COUNTRY_NOT_SAID, isCountry } from "../../shared/text/country.ts";
import { mendedAddress, parseEmailAddress, webHost } from "../../shared/text/email-address.ts";
import {
  hasControlCharacters,
  hasLetter,
  isDamaged,
  lengthOf,
  ofUsualWidth,
  tidyLine,
  unwrapped,
} from "../../shared/text/text.ts";

/** The most characters (code points) that a field takes, with room for the longest real values. */
export const FIELD_LENGTH_MAX = {
  name: 200,
  sort_name: 200,
  title: 200,
  affiliation: 300,
  website: 300,
  contact_name: 200,
  contact_role: 200,
  email: 254,
} as const;

/** Why a field was not taken. Each has its own sentence in the catalogues. */
export const FIELD_ERRORS = [
  "kind-missing",
  "name-missing",
  "name-no-letter",
  "email-missing",
  "email-invalid",
  "email-several",
  "country-unknown",
  "website-missing",
  "website-invalid",
  "contact-name-missing",
  "contact-role-missing",
  "authority-missing",
  "consent-missing",
  "visibility-unknown",
  "capacity-unknown",
  "too-long",
  "control-characters",
  "damaged",
  ...CONTACT_DETAILS,
] as const;

export type FieldError = (typeof FIELD_ERRORS)[number];

const knownError = z.enum(FIELD_ERRORS);

/** The error that a zod issue stands for; an issue in zod's own words stands for `missing`. */
export function fieldError(message: string, missing: FieldError): FieldError {
  const parsed = knownError.safeParse(message);
  return parsed.success ? parsed.data : missing;
}

type LineField = keyof typeof FIELD_LENGTH_MAX;

/** A line of whatever was typed, tidied; empty if nothing was. */
function anyLine(field: LineField) {
  return z
    .string()
    .default("")
    .transform(tidyLine)
    .superRefine((text, context) => {
      const error = lineError(text, FIELD_LENGTH_MAX[field]);
      if (error !== null) context.addIssue(error);
    });
}

/** A line of text that leads nobody elsewhere: a page or a mail will repeat it. */
function line(field: LineField) {
  return anyLine(field).superRefine((text, context) => {
    const detail = contactDetailIn(text);
    if (detail !== null) context.addIssue(detail);
  });
}

export function requiredLine(field: LineField, missing: FieldError) {
  return line(field).refine((text) => text !== "", missing);
}

/** A line of text; null if nothing was typed. */
export function optionalLine(field: LineField) {
  return line(field).transform((text) => (text === "" ? null : text));
}

/** The name as the list will show it: in any script, one letter is enough. */
export const nameField = requiredLine("name", "name-missing").refine(
  (text) => text === "" || hasLetter(text),
  "name-no-letter",
);

/** One email address. A comma or a line break would make it two, which has its own sentence. */
export const emailField = z
  .string()
  .default("")
  .transform(mendedAddress)
  .superRefine((text, context) => {
    if (text === "") return context.addIssue("email-missing");
    if (isDamaged(text)) return context.addIssue("damaged");
    if (/[,;\s]/.test(text) && !hasControlCharacters(text.replace(/\s/g, ""))) {
      return context.addIssue("email-several");
    }
    if (lengthOf(text) > FIELD_LENGTH_MAX.email) return context.addIssue("too-long");
    if (parseEmailAddress(text) === null) return context.addIssue("email-invalid");
  })
  .transform((text, context) => {
    const address = parseEmailAddress(text);
    if (address !== null) return address;
    context.addIssue("email-invalid");
    return z.NEVER;
  });

/** A country's code; {@link COUNTRY_NOT_SAID} if nothing was chosen. */
export const countryField = z
  .string()
  .default("")
  .transform((text) => text.trim().toUpperCase() || COUNTRY_NOT_SAID)
  .refine(isCountry, "country-unknown");

/** A pasted address without what it is wrapped in, and with one scheme, spelt as it should be. */
function pastedPage(text: string): string {
  return unwrapped(ofUsualWidth(text))
    .replace(/^h?t{1,3}p(s?)(?:[:;]?\s?\/\/:?)\s*/i, "http$1://")
    .replace(/^https?:\/\/(?=https?:\/\/)/i, "");
}

/**
 * A web page as a full address; `https://` is added if no scheme was typed. A name and a number,
 * such as example.org:8443, are a host and its port.
 */
export const websiteField = anyLine("website").transform((text, context) => {
  if (text === "") return null;
  const typed = pastedPage(text);
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(typed);
  const url = URL.parse(hasScheme ? typed : `https://${typed}`);
  const isPage = url !== null && /^https?:$/.test(url.protocol) && url.username === "";
  if (isPage) url.hostname = url.hostname.replace(/\.$/, "");
  // No suffix has one letter: “k.A.” is how Germans say that there is none.
  if (!isPage || webHost(url.hostname) === null || /\.\w$/.test(url.hostname)) {
    context.addIssue("website-invalid");
    return z.NEVER;
  }
  return url.pathname === "/" && url.search === "" ? url.origin : url.href;
});

/** A box that must be ticked. */
export function ticked(missing: FieldError) {
  return z.literal("on", missing);
}

function lineError(text: string, lengthMax: number): FieldError | null {
  if (isDamaged(text)) return "damaged";
  if (hasControlCharacters(text)) return "control-characters";
  return lengthOf(text) > lengthMax ? "too-long" : null;
}
