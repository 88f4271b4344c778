import type { AddressChangeProps } from "../../../views/own-page/address.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { sentencesOf } from "../../shared/form-errors.ts";
import type { OwnPageEntry } from "../../signatures/own-page/view.ts";
import {
  type AddressAsked,
  askForAddress,
  openAddressChange,
} from "../../signatures/questions/address/ask.ts";
import {
  ADDRESS_FIELDS,
  type AddressErrors,
  parseAddressForm,
} from "../../signatures/questions/address/form.ts";
import { frameIn } from "../page.ts";
import { doubtOf } from "../signing/address-doubt.ts";
import { fieldSentence } from "../signing/problem-sentences.ts";

/** What was typed into a form, and a sentence for each field that was refused. */
export type TypedForm = {
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

/** Asks at the address that was typed, or gives the form back. */
export async function askNewAddress(
  deps: Deps,
  { letter, entry }: { letter: Letter; entry: OwnPageEntry },
  { typed, clientAddress }: Pick<TypedForm, "typed"> & { clientAddress: string },
): Promise<AddressAsked | TypedForm> {
  const { words } = await frameIn(deps, letter);
  const parsed = parseAddressForm(entry.kind, typed);
  const doubt = await doubtOf(deps, words, typed, "new_email");
  if (!parsed.ok || doubt !== null) {
    const errors = parsed.ok ? {} : sentencesFor(words, parsed.errors);
    return { typed: doubt?.typed ?? typed, errors: { ...errors, ...doubt?.errors } };
  }
  const wording = { language: words.language, text: words("question.address-question") };
  return await askForAddress(deps, letter.id, entry, parsed.form, { wording, clientAddress });
}

function sentencesFor(words: Words, found: AddressErrors): Record<string, string> {
  return sentencesOf(ADDRESS_FIELDS, found, (error, field) =>
    fieldSentence(words, field.replace("new_", ""), error),
  );
}

/** The part of the own page that changes the address: what is asked for, and the form. */
export async function addressProps(
  deps: Deps,
  entry: OwnPageEntry,
  refused: TypedForm | undefined,
): Promise<AddressChangeProps> {
  const open = await openAddressChange(deps, entry.id);
  const hasContact = entry.kind === "organisation";
  return { open, hasContact, ...(refused ?? { typed: {}, errors: {} }) };
}
