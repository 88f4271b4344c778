import type { Words } from "../../../views/page/words.ts";
import { EMAIL_ASKED, EMAIL_MEANT } from "../../../views/signing/address-field.tsx";
import type { Deps } from "../../deps.ts";
import {
  formatEmailAddress,
  isInternational,
  parseEmailAddress,
} from "../../shared/text/email-address.ts";
import { likelyAddress } from "../../shared/text/likely-address.ts";
import type { SentForm } from "../form.ts";

/** The field that a form has its signatory's address in. */
type AddressFieldName = "email" | "new_email";

/** A form with the address that its signatory chose instead of the typed one, if they did. */
export function withChosenAddress(sent: SentForm, name: AddressFieldName): SentForm {
  const { email_instead: chosen, [EMAIL_MEANT]: _, ...fields } = sent.fields;
  if (chosen === undefined || parseEmailAddress(chosen) === null) return { ...sent, fields };
  return { ...sent, fields: { ...fields, [name]: chosen } };
}

/** The same form with the question, and a sentence for its field. */
type Doubt = { typed: Readonly<Record<string, string>>; errors: Readonly<Record<string, string>> };

/**
 * Why an address that is well-formed may not get its mail: the mail server cannot write to it, or
 * it looks like a slip, which is asked once. It goes by the address alone, whoever has signed.
 */
export async function doubtOf(
  { mailer }: Pick<Deps, "mailer">,
  words: Words,
  fields: Readonly<Record<string, string>>,
  name: AddressFieldName,
): Promise<Doubt | null> {
  const address = parseEmailAddress(fields[name] ?? "");
  if (address === null) return null;
  if (isInternational(address) && !(await mailer.takesInternational())) {
    return { typed: fields, errors: { [name]: words("fieldErrors.email-international") } };
  }
  const likely = fields[EMAIL_ASKED] === undefined ? likelyAddress(address) : null;
  if (likely === null) return null;
  const meant = formatEmailAddress(likely);
  return {
    typed: { ...fields, [EMAIL_ASKED]: "on", [EMAIL_MEANT]: meant },
    errors: { [name]: words("fieldErrors.email-meant", { address: meant }) },
  };
}
