import { z } from "zod";
import {
  countryField,
  emailField,
  type FieldError,
  fieldError,
  nameField,
  optionalLine,
  plainLine,
  requiredLine,
  ticked,
  websiteField,
} from "./fields.ts";

const common = {
  name: nameField,
  sort_name: optionalLine("sort_name"),
  email: emailField,
  country: countryField,
  consent: ticked("consent-missing"),
  updates: z
    .string()
    .optional()
    .transform((box) => box === "on"),
};

const organisation = z.object({
  kind: z.literal("organisation"),
  ...common,
  website: websiteField.refine((page) => page !== null, "website-missing"),
  contact_name: requiredLine("contact_name", "contact-name-missing"),
  contact_role: requiredLine("contact_role", "contact-role-missing"),
  authority: ticked("authority-missing"),
});

const individual = z.object({
  kind: z.literal("individual"),
  ...common,
  title: plainLine("title"),
  affiliation: plainLine("affiliation"),
  visibility: z.enum(["full", "anonymous"], "visibility-unknown").default("full"),
});

/** A signature as the form gave it, every field checked. */
export type SignForm = z.infer<typeof organisation> | z.infer<typeof individual>;

/** The names of the form's fields. */
export const SIGN_FIELDS = [
  "kind",
  "name",
  "website",
  "contact_name",
  "contact_role",
  "title",
  "affiliation",
  "sort_name",
  "country",
  "email",
  "visibility",
  "authority",
  "consent",
  "updates",
] as const;

/** One of the form's fields. */
export type SignField = (typeof SIGN_FIELDS)[number];

/** What went wrong with which field; at most one error a field. */
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
};

/** Reads the form. Every field is looked at, so that all errors are shown at once. */
export function parseSignForm(
  typed: Readonly<Record<string, string>>,
): { ok: true; form: SignForm } | { ok: false; errors: SignErrors } {
  const kind = z.enum(["organisation", "individual"]).safeParse(typed["kind"]);
  if (!kind.success) {
    // Without a kind the fields that both share can still be looked at.
    const shared = z.object(common).safeParse(typed);
    return { ok: false, errors: { kind: "kind-missing", ...errorsOf(shared.error) } };
  }
  const parsed =
    kind.data === "organisation" ? organisation.safeParse(typed) : individual.safeParse(typed);
  return parsed.success
    ? { ok: true, form: parsed.data }
    : { ok: false, errors: errorsOf(parsed.error) };
}

function errorsOf(error: z.ZodError | undefined): SignErrors {
  const errors: SignErrors = {};
  for (const issue of error?.issues ?? []) {
    const field = SIGN_FIELDS.find((name) => name === issue.path[0]);
    if (field === undefined || errors[field] !== undefined) continue;
    errors[field] = fieldError(issue.message, MISSING[field] ?? "damaged");
  }
  return errors;
}
