import type { AgreementProps } from "../../../views/own-page/agreements.tsx";
import type { OwnPageStatus } from "../../../views/own-page/status.ts";
import type { Words } from "../../../views/page/words.ts";
import type { Letter } from "../../letters/letter.ts";
import { isOneOf, MOVES, type State } from "../../signatures/lifecycle.ts";
import type { OwnPageEntry } from "../../signatures/own-page/view.ts";
import { type Agreement, PURPOSES } from "../../signatures/signing/purposes.ts";
import { wordingsOf } from "../signing/form-props.ts";

/**
 * The fields of the form that changes an entry, from the proposal that waits or else from the
 * entry.
 */
export function typedOf(entry: OwnPageEntry): Record<string, string> {
  const said = entry.proposal ?? entry;
  return {
    name: said.name,
    title: said.title ?? "",
    affiliation: said.affiliation ?? "",
    capacity: said.capacity ?? "",
    website: said.website ?? "",
    no_website: said.website === null ? "on" : "",
    contact_name: said.contactName ?? "",
    contact_role: said.contactRole ?? "",
    sort_name: said.sortName ?? "",
    country: said.country,
    visibility: said.visibility,
  };
}

/** What was agreed to for one purpose, with the press that begins or ends it if there is one. */
export function agreementProps(
  words: Words,
  letter: Letter,
  { state, contactsGoneAt }: Pick<OwnPageEntry, "state" | "contactsGoneAt">,
  agreement: Agreement,
): AgreementProps {
  const { purpose, holds } = agreement;
  const { choice } = PURPOSES[purpose];
  const isPossible = choice !== null && isOneOf(state, MOVES[choice.begin].from);
  // Nothing can be mailed to an address that was deleted.
  if (!isPossible || (!holds && contactsGoneAt !== null)) return { ...agreement, press: null };
  if (holds) return { ...agreement, press: { action: choice.end, begins: null } };
  const source = words.source && wordingsOf(words.source, letter)[purpose].text;
  const begins = { ...wordingsOf(words, letter)[purpose], source };
  return { ...agreement, press: { action: choice.begin, begins } };
}

/** What a signatory is told of each state. No link leads here before an entry was confirmed. */
const STATUS: Record<State, OwnPageStatus> = {
  held: "pending",
  unverified: "pending",
  pending: "pending",
  published: "published",
  rejected: "rejected",
  invalidated: "rejected",
  withdrawn: "withdrawn",
  refused: "withdrawn",
  takendown: "takendown",
};

export function statusOf(entry: OwnPageEntry): OwnPageStatus {
  const { state, name, hiddenAt, takendownFrom } = entry;
  if (takendownFrom !== null) return "withheld";
  if (name === "" && STATUS[state] === "rejected") return "forgotten";
  return state === "published" && hiddenAt !== null ? "hidden" : STATUS[state];
}
