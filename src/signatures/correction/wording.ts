import { z } from "zod";
import { sha256Hex } from "../../shared/keys/hash.ts";
import { hasOnlyWordsOf, haveSameWords } from "../../shared/names/same-words.ts";
import type { EntryRow } from "../entry.ts";
import { errorsOf, type SignErrors } from "../signing/entry-fields.ts";
import { nameField, optionalLine } from "../signing/fields.ts";

/** What an entry says in its signatory's words, as far as a moderator can correct its wording. */
export type Wording = Pick<EntryRow, "name" | "title" | "affiliation" | "contactRole">;

/** Its fields, in the order of its form. */
export const WORDING_FIELDS = ["name", "title", "affiliation", "contactRole"] as const;

type WordingField = (typeof WORDING_FIELDS)[number];

/** What is selected of an entry, or of its former wording. */
export const WORDING_COLUMNS = {
  name: true,
  title: true,
  affiliation: true,
  contactRole: true,
} as const;

/** Those that an entry has. */
export function wordingFields(entry: Wording & Pick<EntryRow, "kind">): WordingField[] {
  const ofPerson: readonly WordingField[] =
    entry.kind === "individual" ? ["name", "title", "affiliation"] : ["name"];
  return WORDING_FIELDS.filter((field) => ofPerson.includes(field) || entry[field] !== null);
}

/** What the fields are called in a form: as in that of the signatory. */
export const WORDING_NAMES = {
  name: "name",
  title: "title",
  affiliation: "affiliation",
  contactRole: "contact_role",
} as const satisfies Record<WordingField, string>;

const wordingForm = z.object({
  name: nameField,
  title: optionalLine("title"),
  affiliation: optionalLine("affiliation"),
  contact_role: optionalLine("contact_role"),
});

/** Reads a corrected wording; a field that is missing is empty. */
export function parseWording(
  typed: Readonly<Record<string, string>>,
): { ok: true; wording: Wording } | { ok: false; errors: SignErrors } {
  const parsed = wordingForm.safeParse(typed);
  if (!parsed.success) return { ok: false, errors: errorsOf(parsed.error) };
  const { contact_role: contactRole, ...said } = parsed.data;
  return { ok: true, wording: { ...said, contactRole } };
}

/** By which a form tells whether the entry still says what the form was made from. */
export function wordingHash({ name, title, affiliation, contactRole }: Wording): string {
  return sha256Hex(JSON.stringify([name, title, affiliation, contactRole]));
}

export function isSameWording(one: Wording, other: Wording): boolean {
  return wordingHash(one) === wordingHash(other);
}

/** Why a wording is more than a correction; null if it is one. */
export function correctionProblem(
  former: Wording,
  corrected: Wording,
): "other-words" | "made-public" | null {
  const [were, are] = [publicTexts(former), publicTexts(corrected)];
  if (!haveSameWords([...were, former.contactRole], [...are, corrected.contactRole]))
    return "other-words";
  // What the contact person of an organisation does is not public, and must not become so.
  return hasOnlyWordsOf(are, were) ? null : "made-public";
}

function publicTexts({ name, title, affiliation }: Wording): (string | null)[] {
  return [name, title, affiliation];
}
