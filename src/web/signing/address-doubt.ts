import type { Words } from "../../../views/page/words.ts";
import { EMAIL_ASKED, EMAIL_MEANT } from "../../../views/signing/fields.tsx";
import type { Deps } from "../../deps.ts";
import {
  formatEmailAddress,
  isInternational,
  parseEmailAddress,
} from "../../shared/text/email-address.ts";
import { likelyAddress } from "../../shared/text/likely-address.ts";
import type { SentForm } from "../form.ts";

/** A form with the address that its signatory chose instead of the typed one, if they did. */
export function withChosenAddress(sent: SentForm): SentForm {
  const { email_instead: chosen, [EMAIL_MEANT]: _, ...fields } = sent.fields;
  if (chosen === undefined || parseEmailAddress(chosen) === null) return { ...sent, fields };
  return { ...sent, fields: { ...fields, email: chosen } };
}

type Doubt = { fields: Record<string, string>; errors: { email: string } };

/**
 * Why an address that is well-formed may not get its mail: the mail server cannot write to it, or
 * it looks like a slip, which is asked once. It goes by the address alone, whoever has signed.
 */
export async function doubtOf(
  { mailer }: Pick<Deps, "mailer">,
  words: Words,
  fields: Readonly<Record<string, string>>,
): Promise<Doubt | null> {
  const address = parseEmailAddress(fields["email"] ?? "");
  if (address === null) return null;
  if (isInternational(address) && !(await mailer.takesInternational())) {
    return { fields: {}, errors: { email: words("fieldErrors.email-international") } };
  }
  const likely = fields[EMAIL_ASKED] === undefined ? likelyAddress(address) : null;
  if (likely === null) return null;
  const meant = formatEmailAddress(likely);
  return {
    fields: { [EMAIL_ASKED]: "on", [EMAIL_MEANT]: meant },
    errors: { email: words("fieldErrors.email-meant", { address: meant }) },
  };
}
