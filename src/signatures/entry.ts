import type { Keys } from "../shared/keys/keys.ts";
import { listingOf } from "../shared/names/listing.ts";
import { indexedWords } from "../shared/names/search-words.ts";
import {
  type EmailAddress,
  formatEmailAddress,
  looseForm,
  strictForm,
} from "../shared/text/email-address.ts";
import { fold } from "../shared/text/text.ts";
import { lookalikeKey } from "./evidence/lookalike.ts";
import type { State } from "./lifecycle.ts";
import type { Kind } from "./name.ts";
import type { EntryForm } from "./signing/entry-fields.ts";
import { wordBits } from "./word-bits.ts";

/** Who somebody is, in their own words, as the list shows it. */
export type EntryIdentity = {
  kind: Kind;
  name: string;
  sortName: string | null;
  title: string | null;
  affiliation: string | null;
  website: string | null;
  country: string;
};

/** An entry's identity and state as the database holds them. */
export type EntryRow = Omit<EntryIdentity, "sortName"> & {
  id: string;
  state: State;
  visibility: string;
  /** "own": in their own capacity, not on behalf of their affiliation. */
  capacity: string | null;
  contactName: string | null;
  contactRole: string | null;
};

/**
 * The number of the rules by which an entry is sorted, searched and compared. Whoever changes them
 * raises it, here and in the condition of `signature_listing_rule_idx`; a job then renews all rows.
 */
export const LISTING_RULE = 2;

/** The letter that an entry stands under, in whose language leading articles are set aside. */
export type ListingLetter = { id: string; language: string };

/** The columns that follow from an identity: how it is sorted, searched and recognised. */
export async function identityColumns(keys: Keys, letter: ListingLetter, identity: EntryIdentity) {
  const entryKey = await keys.hash("entry", entryText(letter.id, identity));
  return identityColumnsOf(letter, identity, entryKey);
}

/** The same by the hash of its {@link entryText}. */
export function identityColumnsOf(
  { language }: ListingLetter,
  identity: EntryIdentity,
  entryKey: string,
) {
  return {
    ...identity,
    nameKey: fold(identity.name),
    entryKey,
    ...listingColumns(language, identity),
  };
}

/** Those that are made by the rules of {@link LISTING_RULE}. */
export function listingColumns(
  language: string,
  identity: Pick<EntryIdentity, "kind" | "name" | "sortName" | "affiliation">,
) {
  const { name, affiliation } = identity;
  const words = indexedWords(name, affiliation);
  return {
    sortKey: listingOf({ ...identity, language }).key,
    lookalikeKey: lookalikeKey(name),
    searchWords: JSON.stringify(words),
    wordBits: wordBits(words),
    listingRule: LISTING_RULE,
  };
}

type Recognised = Pick<EntryRow, "name" | "title" | "affiliation"> & { kind: string };

/**
 * What an entry is recognised by, as one text; only a hash of it is kept. Case and blanks do not
 * count, but accents do: Ada Cam and Ada Çam are two.
 */
export function entryText(letterId: string, entry: Recognised): string {
  const words = recognisedWords(entry).map((text) =>
    text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim(),
  );
  return JSON.stringify([letterId, entry.kind, ...words, "with accents"]);
}

/** The same as version 0.1 made it, without accents: its hashes are in the database still. */
export function formerEntryText(letterId: string, entry: Recognised): string {
  return JSON.stringify([letterId, entry.kind, ...recognisedWords(entry).map(fold)]);
}

function recognisedWords({ name, title, affiliation }: Recognised): string[] {
  return [name, title ?? "", affiliation ?? ""];
}

/** The columns of an address: encrypted once, hashed three ways. */
export async function addressColumns(keys: Keys, address: EmailAddress) {
  return {
    email: await keys.encrypt(formatEmailAddress(address)),
    addressKey: await keys.hash("address", strictForm(address)),
    addressLimitKey: await keys.hash("address-limit", looseForm(address)),
    domainKey: await keys.hash("domain", address.domain),
  };
}

export function identityOf(form: EntryForm): EntryIdentity {
  const common = { name: form.name, sortName: form.sort_name, country: form.country };
  return form.kind === "organisation"
    ? { kind: form.kind, ...common, title: null, affiliation: null, website: form.website }
    : {
        kind: form.kind,
        ...common,
        title: form.title,
        affiliation: form.affiliation,
        website: null,
      };
}

/** The columns of a form that belong neither to the identity nor to the address. */
export function particularsOf(form: EntryForm) {
  const isOrganisation = form.kind === "organisation";
  return {
    visibility: isOrganisation ? "full" : form.visibility,
    capacity: isOrganisation ? null : form.capacity,
    contactName: isOrganisation ? form.contact_name : null,
    contactRole: isOrganisation ? form.contact_role : null,
  } as const;
}

/** An organisation confirmed its name and its website: a change of either ends that. */
export function unverifiedIfChanged(
  from: Pick<EntryIdentity, "name" | "website">,
  to: Pick<EntryIdentity, "name" | "website">,
): { verifiedHow?: null; verifiedHowAt?: null } {
  const isSame = from.name === to.name && from.website === to.website;
  return isSame ? {} : { verifiedHow: null, verifiedHowAt: null };
}
