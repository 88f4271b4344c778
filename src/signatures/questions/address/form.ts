import { z } from "zod";
import { firstErrors } from "../../../shared/form-errors.ts";
import type { EmailAddress } from "../../../shared/text/email-address.ts";
import type { Kind } from "../../name.ts";
import { emailField, type FieldError, fieldError, optionalLine } from "../../signing/fields.ts";

/** Where mail about an entry is to go from now on, and who speaks for the organisation then. */
export type AddressForm = {
  address: EmailAddress;
  /** Null: whoever does so now. */
  contact: { name: string; role: string } | null;
};

/** The fields of the form, in their order on the page. */
export const ADDRESS_FIELDS = ["new_email", "new_contact_name", "new_contact_role"] as const;

export type AddressErrors = Partial<Record<(typeof ADDRESS_FIELDS)[number], FieldError>>;

const schema = z
  .object({
    new_email: emailField,
    new_contact_name: optionalLine("contact_name"),
    new_contact_role: optionalLine("contact_role"),
  })
  .superRefine(({ new_contact_name: name, new_contact_role: role }, context) => {
    const missing = (path: string, message: FieldError) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (name === null && role !== null) missing("new_contact_name", "contact-name-missing");
    if (name !== null && role === null) missing("new_contact_role", "contact-role-missing");
  })
  .transform(({ new_email: address, new_contact_name: name, new_contact_role: role }) => ({
    address,
    contact: name === null || role === null ? null : { name, role },
  }));

/** Reads where an entry of a kind is to be moved: only an organisation has a contact. */
export function parseAddressForm(
  kind: Kind,
  typed: Readonly<Record<string, string>>,
): { ok: true; form: AddressForm } | { ok: false; errors: AddressErrors } {
  const { new_email } = typed;
  const parsed = schema.safeParse(kind === "organisation" ? typed : { new_email });
  if (parsed.success) return { ok: true, form: parsed.data };
  const errors = firstErrors(parsed.error, ADDRESS_FIELDS, (message) =>
    fieldError(message, "damaged"),
  );
  return { ok: false, errors };
}
