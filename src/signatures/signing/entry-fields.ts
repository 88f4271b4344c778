import { z } from "zod";
import { firstErrors } from "../../shared/form-errors.ts";
import type { Kind } from "../name.ts";
import {
  countryField,
  type FieldError,
  fieldError,
  nameField,
  optionalLine,
  requiredLine,
  websiteField,
} from "./fields.ts";

const shared = {
  name: nameField,
  sort_name: optionalLine("sort_name"),
  country: countryField,
};

/** A box; whoever leaves it empty does not say in which capacity they sign. */
const capacityField = z
  .enum(["own", ""], "capacity-unknown")
  .default("")
  .transform((capacity) => (capacity === "" ? null : capacity));

/** What a person says about themselves, when they sign and when they change it. */
export const personFields = {
  ...shared,
  title: optionalLine("title"),
  affiliation: optionalLine("affiliation"),
  capacity: capacityField,
  visibility: z.enum(["full", "anonymous"], "visibility-unknown").default("full"),
};

/** What an officer says about their organisation, when they sign and when they change it. */
export const organisationFields = {
  ...shared,
  website: websiteField.refine((page) => page !== null, "website-missing"),
  contact_name: requiredLine("contact_name", "contact-name-missing"),
  contact_role: requiredLine("contact_role", "contact-role-missing"),
};

const organisationForm = z.object({ kind: z.literal("organisation"), ...organisationFields });
const siteless = organisationForm.extend({ website: websiteField });
const personForm = z.object({ kind: z.literal("individual"), ...personFields });

/** What an entry says, every field checked: what signing and changing have in common. */
export type EntryForm = z.infer<typeof siteless> | z.infer<typeof personForm>;

/** Whether an officer says that the organisation has no website. */
export function saysNoWebsite(typed: Readonly<Record<string, string>>): boolean {
  return typed["no_website"] === "on";
}

/** Reads a change of an entry; its kind stays the same. */
export function parseEntryForm(
  kind: Kind,
  typed: Readonly<Record<string, string>>,
): { ok: true; form: EntryForm } | { ok: false; errors: SignErrors } {
  const ofOrganisation = saysNoWebsite(typed) ? siteless : organisationForm;
  const form = kind === "organisation" ? ofOrganisation : personForm;
  const parsed = form.safeParse({ ...typed, kind });
  return parsed.success
    ? { ok: true, form: parsed.data }
    : { ok: false, errors: errorsOf(parsed.error) };
}

/** The fields of both forms, in their order on the page. */
export const SIGN_FIELDS = [
  "kind",
  "name",
  "website",
  "contact_name",
  "contact_role",
  "title",
  "affiliation",
  "capacity",
  "sort_name",
  "country",
  "email",
  "visibility",
  "authority",
  "consent",
  "updates",
] as const;

export type SignField = (typeof SIGN_FIELDS)[number];

/** What is wrong with which field; at most one error for each. */
export type SignErrors = Partial<Record<SignField, FieldError>>;

const MISSING: Partial<Record<SignField, FieldError>> = {
  kind: "kind-missing",
  name: "name-missing",
  email: "email-missing",
  website: "website-missing",
  contact_name: "contact-name-missing",
  contact_role: "contact-role-missing",
  authority: "authority-missing",
  consent: "consent-missing",
  country: "country-unknown",
  visibility: "visibility-unknown",
  capacity: "capacity-unknown",
};

/** The first error of each field. */
export function errorsOf(error: z.ZodError | undefined): SignErrors {
  if (error === undefined) return {};
  return firstErrors(error, SIGN_FIELDS, (message, field) =>
    fieldError(message, MISSING[field] ?? "damaged"),
  );
}
