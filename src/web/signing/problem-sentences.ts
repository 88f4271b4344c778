import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { toldReason } from "../../letters/reasons.ts";
import { sentencesOf } from "../../shared/form-errors.ts";
import { isReason } from "../../shared/reasons.ts";
import { SIGN_FIELDS, type SignErrors } from "../../signatures/signing/entry-fields.ts";
import { FIELD_LENGTH_MAX, type FieldError } from "../../signatures/signing/fields.ts";

/** A sentence for each bad field of a form, in the order of the form. */
export function fieldSentences(words: Words, errors: SignErrors): Record<string, string> {
  return sentencesOf(SIGN_FIELDS, errors, (error, field) => fieldSentence(words, field, error));
}

/**
 * A reason as the signatory is told it, in the letter's own words if it has some; null if the
 * reason is silent. What a moderator wrote in their own words stays with staff.
 */
export async function reasonSentence(
  deps: Pick<Deps, "db">,
  letter: Letter,
  words: Words,
  reason: string,
): Promise<string | null> {
  const { sentence, silent } = await toldReason(deps, letter.id, reason, [letter.language]);
  if (silent) return null;
  return sentence ?? words(`mail.reason-${isReason(reason) ? reason : "other"}`);
}

export function fieldSentence(words: Words, field: string, error: FieldError): string {
  if (error !== "too-long") return words(`fieldErrors.${error}`);
  const max = Object.entries(FIELD_LENGTH_MAX).find(([name]) => name === field)?.[1] ?? 0;
  return words("fieldErrors.too-long", { max });
}
