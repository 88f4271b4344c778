import { z } from "zod";
import {
  errorsOf,
  organisationFields,
  personFields,
  type SignErrors,
  saysNoWebsite,
} from "./entry-fields.ts";
import { emailField, ticked, websiteField } from "./fields.ts";

const consent = {
  email: emailField,
  consent: ticked("consent-missing"),
  updates: z
    .string()
    .optional()
    .transform((box) => box === "on"),
};

const organisation = z.object({
  kind: z.literal("organisation"),
  ...organisationFields,
  ...consent,
  authority: ticked("authority-missing"),
});

const siteless = organisation.extend({ website: websiteField });

const individual = z.object({ kind: z.literal("individual"), ...personFields, ...consent });

/** The form, every field checked. */
export type SignForm = z.infer<typeof siteless> | z.infer<typeof individual>;

/** The fields of both kinds, which can be checked before a kind is chosen. */
const { name, sort_name, country } = personFields;
const ofBoth = z.object({ name, sort_name, country, ...consent });

const kindField = z.enum(["organisation", "individual"]);

/** Reads the form. Every field is checked, so that all errors are shown at once. */
export function parseSignForm(
  typed: Readonly<Record<string, string>>,
): { ok: true; form: SignForm } | { ok: false; errors: SignErrors } {
  const kind = kindField.safeParse(typed["kind"]);
  if (!kind.success) {
    const shared = ofBoth.safeParse(typed);
    return { ok: false, errors: { kind: "kind-missing", ...errorsOf(shared.error) } };
  }
  const ofOrganisation = saysNoWebsite(typed) ? siteless : organisation;
  const parsed =
    kind.data === "organisation" ? ofOrganisation.safeParse(typed) : individual.safeParse(typed);
  return parsed.success
    ? { ok: true, form: parsed.data }
    : { ok: false, errors: errorsOf(parsed.error) };
}
